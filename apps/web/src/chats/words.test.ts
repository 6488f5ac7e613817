import { describe, expect, it } from 'vitest'
import { contrast } from '../telegram/theme/color.ts'
import { foundIn } from './found-in.ts'
import { gradientOf, initialOf } from './mark.ts'
import { plainWords } from './plain-words.ts'

describe('a chat’s mark', () => {
  it.each([
    ['hello', 'H'], ['  «привет»', 'П'], ['رحلة', 'ر'], ['🇫🇷 Voyage', '🇫🇷'], ['👩‍👩‍👧 family', '👩‍👩‍👧'], ['3 ideas', '3'],
    ['é', 'É'], ['…?', ''], ['', ''],
  ])('of "%s" is "%s"', (title, initial) => expect(initialOf(title)).toBe(initial))

  it('has the same gradient every time, and white letters can be read on it', () => {
    const all = Array.from({ length: 100 }, (_, index) => gradientOf(`chat-${index}`))
    expect(gradientOf('chat-7')).toBe(all[7])
    expect(new Set(all.map(([from]) => from)).size).toBe(7)
    for (const [from, to] of all) {
      expect(contrast('#ffffff', from)).toBeGreaterThanOrEqual(4.5)
      expect(contrast('#ffffff', to)).toBeGreaterThanOrEqual(4.5)
    }
  })
})

describe('last words', () => {
  it.each([
    ['**Bold** and `code`', 'Bold and code'],
    ['# Title\n\n- one\n- two', 'Title one two'],
    ['> said [here](https://example.org)', 'said here'],
    ['2 * 3 = 6 in snake_case', '2 * 3 = 6 in snake_case'],
    ['', ''],
    ['| Planet | Moons |\n| :--- | ---: |\n| Earth | 1 |', 'Planet · Moons Earth · 1'],
    ['either | or', 'either | or'],
    ['before\n\n---\n\n$$ x^2 $$', 'before x^2'],
  ])('of "%s" are "%s"', (markdown, words) => expect(plainWords(markdown)).toBe(words))
})

describe('a search', () => {
  it.each([
    ['PARIS', 'Weather in Paris', true],
    ['uber', 'Über alles', true],
    ['tokyo paris', 'Paris and Tokyo', true],
    ['rome', 'Paris and Tokyo', false],
    ['', 'anything', true],
    ['.*', 'Paris', false],
  ])('for "%s" in "%s": %s', (search, text, found) => expect(foundIn(search, text)).toBe(found))
})
