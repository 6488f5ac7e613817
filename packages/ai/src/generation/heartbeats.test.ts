import { expect, test } from 'vitest'
import { createHeartbeats } from './heartbeats.ts'

/** Heartbeats that are answered by hand. */
function open() {
  const beats: (PromiseWithResolvers<Set<string>> & { replyIds: string[] })[] = []
  const [lost, errors]: [string[], unknown[]] = [[], []]
  const heartbeats = createHeartbeats({
    intervalMs: 1,
    beat: (replyIds) => {
      const beat = { replyIds, ...Promise.withResolvers<Set<string>>() }
      beats.push(beat)
      return beat.promise
    },
    onError: (error) => errors.push(error),
  })
  return { beats, lost, errors, keep: (replyId: string) => heartbeats.keep(replyId, () => lost.push(replyId)) }
}

const rest = async (): Promise<void> => {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setTimeout(resolve, 2))
}

test('one for all, and no second one while the first waits for the database', async () => {
  const { beats, lost, keep } = open()
  const endAll = ['a', 'b'].map(keep)
  await expect.poll(() => beats.map(({ replyIds }) => replyIds)).toEqual([['a', 'b']])
  await rest()
  expect(beats).toHaveLength(1)
  beats[0]?.resolve(new Set(['a', 'b']))
  await expect.poll(() => beats.length).toBe(2)
  expect(lost).toEqual([])
  for (const end of endAll) end()
})

test('who has lost the lease hears of it; who has given it back meanwhile does not', async () => {
  const { beats, lost, keep } = open()
  const [endA, endB] = [keep('a'), keep('b'), keep('c')]
  await expect.poll(() => beats.length).toBe(1)
  endB?.()
  beats[0]?.resolve(new Set(['a']))
  await expect.poll(() => lost).toEqual(['c'])
  endA?.()
})

test('one that fails is told, and followed by the next; after the last reply there is none', async () => {
  const { beats, lost, errors, keep } = open()
  const end = keep('a')
  await expect.poll(() => beats.length).toBe(1)
  beats[0]?.reject(new Error('away'))
  await expect.poll(() => beats.length).toBe(2)
  expect([errors, lost]).toEqual([[new Error('away')], []])
  end()
  beats[1]?.resolve(new Set())
  await rest()
  expect(beats).toHaveLength(2)
  expect(lost).toEqual([])
})
