import { expect, it } from 'vitest'
import { markdownAnswer } from '../brain/markdown.ts'
import { splitTokens } from './tokens.ts'

it.each([
  '', ' ', '\n\n', 'a', 'one two', '  leading and trailing  ', '🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂', '👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧', 'https://example.org/a/very/long/path?q=1', 'مرحبا بالعالم',
  markdownAnswer('x'),
])('loses nothing of %j and splits no code point', (text) => {
  const tokens = [...splitTokens(text)]
  expect(tokens.join('')).toBe(text)
  expect(tokens.every((token) => token !== '' && token.isWellFormed())).toBe(true)
})
