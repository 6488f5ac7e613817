import { expect, it } from 'vitest'
import { clockAges, clockTokens } from './clock.ts'

const start = Date.UTC(2026, 10, 26)

it('marks each token with its time, until the end', () => {
  let time = start
  const text = [...clockTokens(start + 40, () => (time += 10))].join('')
  expect(clockAges(text, start + 40)).toEqual([30, 20, 10])
})

it('counts on when the marks start over, and leaves out a mark that is cut off', () => {
  const end = Math.ceil(start / 2 ** 24) * 2 ** 24
  const [text = ''] = clockTokens(Infinity, () => end - 5)
  expect(clockAges(`{"text":"${text} @zz`, end + 7)).toEqual([12])
})
