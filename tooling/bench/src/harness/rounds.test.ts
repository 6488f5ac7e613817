import { expect, test } from 'vitest'
import { measureInTurn } from './rounds.ts'

test('subjects take turns, and the warm-up is thrown away', async () => {
  const order: string[] = []
  const subject = (name: string) => ({ name, sample: async () => order.push(name) })
  const rounds: number[] = []
  const taken = await measureInTurn(
    [subject('a'), subject('b')],
    { rounds: 2, samples: 2, warmUp: 1, restMs: 0 },
    (round) => rounds.push(round),
  )
  expect(order.join('')).toBe('ababababab')
  expect(taken.get('a')).toEqual([[3, 5], [7, 9]])
  expect(taken.get('b')).toEqual([[4, 6], [8, 10]])
  expect(rounds).toEqual([1, 2])
})

test('a sample that fails ends the run', async () => {
  const broken = { name: 'a', sample: () => Promise.reject(new Error('no answer')) }
  await expect(measureInTurn([broken], { rounds: 1, samples: 1, warmUp: 0, restMs: 0 })).rejects.toThrow('no answer')
})
