import { expect, test } from 'vitest'
import { seenWords, wordsApart } from './words.ts'

test('a lost word counts one, whatever follows it; so does a doubled one, and one elsewhere counts two', () => {
  const wanted = seenWords('one **two** `three` _four_ five')
  expect(wanted).toEqual(['one', 'two', 'three', 'four', 'five'])
  expect(wordsApart(wanted, wanted)).toBe(0)
  expect(wordsApart(wanted, ['one', 'three', 'four', 'five'])).toBe(1)
  expect(wordsApart(wanted, ['one', 'two', 'two', 'three', 'four', 'five'])).toBe(1)
  expect(wordsApart(wanted, ['two', 'three', 'four', 'five', 'one'])).toBe(2)
})
