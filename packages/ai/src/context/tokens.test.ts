import { describe, expect, test } from 'vitest'
import { cutToTokens } from './cut.ts'
import { contentTokens, estimateTokens } from './tokens.ts'

describe('estimateTokens', () => {
  // Lower bounds: what such texts take with Gemini's tokenizer, rounded.
  test.each([
    ['English', 'The quick brown fox jumps over the lazy dog.', 10, 25],
    ['Russian', 'Съешь ещё этих мягких французских булок, да выпей чаю.', 14, 40],
    ['Arabic', 'نص حكيم له سر قاطع وذو شأن عظيم مكتوب على ثوب أخضر', 16, 50],
    ['Chinese', '天地玄黄宇宙洪荒日月盈昃辰宿列张', 12, 25],
    ['Korean', '키스의 고유조건은 입술끼리 만나야 하고', 12, 35],
    ['Hindi', 'ऋषियों को सताने वाले दुष्ट राक्षसों के राजा रावण', 14, 50],
    ['emoji', '👩‍👩‍👧‍👦🏳️‍🌈🇺🇦', 15, 50],
    ['digits', '31415926535897932384', 20, 25],
    ['code', 'for (let i = 0; i < n; i++) { sum += a[i] }', 18, 40],
    ['nothing', '', 0, 0],
  ])('%s', (_, text, atLeast, atMost) => {
    expect(estimateTokens(text)).toBeGreaterThanOrEqual(atLeast)
    expect(estimateTokens(text)).toBeLessThanOrEqual(atMost)
  })

  test('a signature counts', () => {
    const part = { type: 'text', text: 'Hi' } as const
    const plain = contentTokens({ role: 'model', parts: [part] }, estimateTokens)
    const providerData = { thoughtSignature: 'x'.repeat(400) }
    expect(contentTokens({ role: 'model', parts: [{ ...part, providerData }] }, estimateTokens)).toBeGreaterThan(plain + 100)
  })
})

describe('cutToTokens', () => {
  test('leaves alone what fits', () => {
    expect(cutToTokens('Hello', 10, estimateTokens)).toBe('Hello')
  })

  test('keeps both ends, and no part of a character', () => {
    const cut = cutToTokens('👩‍👩‍👧‍👦'.repeat(100), 200, estimateTokens)
    expect(estimateTokens(cut)).toBeLessThanOrEqual(200)
    expect(cut.replaceAll('👩‍👩‍👧‍👦', '').trim()).toBe('[…]')
    expect(cut.startsWith('👩‍👩‍👧‍👦')).toBe(true)
    expect(cut.endsWith('👩‍👩‍👧‍👦')).toBe(true)
  })

  test('cuts a letter under a pile of marks', () => {
    const cut = cutToTokens(`a${'\u0301'.repeat(8_000)}`, 300, estimateTokens)
    expect(cut).toMatch(/^a\u0301/)
    expect(estimateTokens(cut)).toBeLessThanOrEqual(300)
  })

  test('is empty when nothing fits', () => {
    expect(cutToTokens('Hello world', 1, estimateTokens)).toBe('')
  })
})
