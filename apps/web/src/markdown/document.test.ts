import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createMarkdownDocument } from './document.ts'

const pieces = [
  'Words ', 'and more\n', '\n', '\n\n', '# Title\n', '## ', '- item\n', '- [ ] task\n', '- [x] done\n', '  - nested\n',
  '1. one\n', '2. two\n', '> quote\n', '> ', '```ts\n', '```\n', 'const a = 1\n', '    indented\n', '---\n', '===\n', '- ',
  '| a | b |\n', '|---|---|\n', '| 1 | 2 |\n', 'a | b\n', '--|--\n', '**', '*', '_', '~~', '`', '``', '[text](', 'https://a.example)',
  '[', ']', '![', '$$', '$', 'x^2', '\\(', '\\)', '\\[', '\\]', '<div>', '</div>\n', '<br>', '<!-- ', ' -->', '&amp;', '\\', ' ', '\t', '\r\n',
  'سلام ', '🙂', '1.', '#', '|', '***\n', '~~~\n', '[a]: https://a.example\n', '$$\nx\n$$\n', '=',
]
const markdown = fc.array(fc.constantFrom(...pieces), { maxLength: 16 }).map((parts) => parts.join(''))

const whole = (text: string, open: boolean) => createMarkdownDocument().update(text, open)

/** What is drawn: the space around a block's source is not. */
function drawn(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(drawn)
  if (typeof value === 'string') return value.trim()
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== 'raw').map(([key, one]) => [key, drawn(one)]))
}

describe('a growing document', () => {
  test('is at every prefix what a whole parse makes of it', () => {
    fc.assert(fc.property(markdown, fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), (text, steps) => {
      const growing = createMarkdownDocument()
      for (let at = 0, step = 0; at < text.length; step += 1) {
        at = Math.min(text.length, at + (steps[step % steps.length] ?? 1))
        expect(drawn(growing.update(text.slice(0, at), true))).toEqual(drawn(whole(text.slice(0, at), true)))
      }
      expect(drawn(growing.update(text, false))).toEqual(drawn(whole(text, false)))
    }), { numRuns: 200 })
  }, 60_000)

  test('keeps the blocks that are finished, and items of a list that grows', () => {
    const growing = createMarkdownDocument()
    const before = growing.update('# Title\n\nFirst.\n\n- one\n- two\n- th', true)
    const after = growing.update('# Title\n\nFirst.\n\n- one\n- two\n- three', true)
    expect(after[0]).toBe(before[0])
    expect(after[1]).toBe(before[1])
    const items = (token: unknown) => (token as { items: object[] }).items
    expect(items(after[2])[1]).toBe(items(before[2])[1])
    expect(items(after[2])[2]).not.toBe(items(before[2])[2])
  })

  test('starts over when the text is another one', () => {
    const growing = createMarkdownDocument()
    growing.update('# A\n\nb\n\nc\n\nd', true)
    expect(growing.update('Other', false)).toEqual(whole('Other', false))
  })

  test('takes windows line ends apart from a lone half of one', () => {
    const growing = createMarkdownDocument()
    growing.update('a\r', true)
    expect(growing.update('a\r\nb', false)).toEqual(whole('a\nb', false))
  })
})
