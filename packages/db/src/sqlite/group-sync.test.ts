import { expect, test } from 'vitest'
import { createGroupSync } from './group-sync.ts'

/** A flush that ends when it is told to. */
function controlled() {
  const flushes: PromiseWithResolvers<undefined>[] = []
  const sync = createGroupSync(async () => {
    const flush = Promise.withResolvers<undefined>()
    flushes.push(flush)
    await flush.promise
  })
  return { sync, flushes, turn: () => new Promise(setImmediate) }
}

test('those who ask together share one flush', async () => {
  const { sync, flushes, turn } = controlled()
  const all = Promise.all([sync(), sync(), sync()])
  await turn()
  expect(flushes).toHaveLength(1)
  flushes[0]?.resolve(undefined)
  await all
})

test('those who ask while one is under way wait for the next, all for the same', async () => {
  const { sync, flushes, turn } = controlled()
  const ended: string[] = []
  void sync().then(() => ended.push('first'))
  await turn()
  const late = [sync().then(() => ended.push('second')), sync().then(() => ended.push('third'))]
  await turn()
  expect(flushes).toHaveLength(1)
  flushes[0]?.resolve(undefined)
  await turn()
  expect([ended, flushes.length]).toEqual([['first'], 2])
  flushes[1]?.resolve(undefined)
  await Promise.all(late)
  expect(ended).toEqual(['first', 'second', 'third'])
})

test('a flush that fails is told to those who shared it, and not to the next', async () => {
  const { sync, flushes, turn } = controlled()
  const shared = Promise.allSettled([sync(), sync()])
  await turn()
  const next = sync()
  flushes[0]?.reject(new Error('no'))
  for (const { status } of await shared) expect(status).toBe('rejected')
  await turn()
  flushes[1]?.resolve(undefined)
  await next
})
