import { expect, test } from 'vitest'
import { shareInRun } from './share-in-run.ts'

test('what is shared starts once, and ends with its last user', async () => {
  const said: string[] = []
  const use = async () => await shareInRun('a server of this test', async () => {
    said.push('started')
    return { port: said.length, stop: async () => void said.push('stopped') }
  })
  const [first, second] = await Promise.all([use(), use()])
  expect([first.port, second.port]).toEqual([1, 1])
  await first.stop()
  expect(said).toEqual(['started'])
  await second.stop()
  expect(said).toEqual(['started', 'stopped'])
  const third = await use()
  expect(third.port).toBe(3)
  await third.stop()
})
