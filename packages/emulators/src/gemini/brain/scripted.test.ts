import { expect, it } from 'vitest'
import { scriptedText, scriptedTokens } from './scripted.ts'

it('is the same for the same seed, and another for another', () => {
  expect(scriptedText({ n: 500, seed: 7 })).toBe(scriptedText({ n: 500, seed: 7 }))
  expect(scriptedText({ n: 500, seed: 7 })).not.toBe(scriptedText({ n: 500, seed: 8 }))
})

it('has as many tokens as asked for, and a longer one begins with a shorter one', () => {
  expect([...scriptedTokens({ n: 321 })]).toHaveLength(321)
  expect(scriptedText({ n: 400, seed: 3 }).startsWith(scriptedText({ n: 100, seed: 3 }))).toBe(true)
  expect(scriptedText({ n: 0 })).toBe('')
})

it('has other scripts in it, and no half code point in any token', () => {
  const tokens = [...scriptedTokens({ n: 2000, seed: 7 })]
  expect(tokens.every((token) => token.isWellFormed())).toBe(true)
  for (const script of [/\p{Script=Arabic}/u, /\p{Script=Han}/u, /\p{Emoji_Presentation}/u, /\p{Mn}/u]) {
    expect(tokens.join('')).toMatch(script)
  }
})
