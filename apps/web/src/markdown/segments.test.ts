import { expect, test } from 'vitest'
import { createMarkdownDocument } from './document.ts'
import { segmentsOf, type Segment } from './segments.ts'

const paragraphs = (count: number) => Array.from({ length: count }, (_, at) => `# Part ${at}\n\nWords.`).join('\n\n')

test('every block stands in one segment, in its order, with its level', () => {
  const blocks = createMarkdownDocument().update(`${paragraphs(9)}\n\n#### Deep`, false)
  const segments = segmentsOf(blocks)
  expect(segments.length).toBeGreaterThan(2)
  expect(segments.flatMap((segment) => segment.blocks)).toEqual(blocks)
  const levels = [...Array.from({ length: 9 }, () => [2, undefined]).flat(), 3]
  expect(segments.flatMap((segment) => segment.levels)).toEqual(levels)
})

test('of a text that grows only the segment at its end is a new one', () => {
  const text = paragraphs(20)
  const parsed = createMarkdownDocument()
  let before: Segment[] = []
  for (let end = 0; end <= text.length; end += 7) {
    const segments = segmentsOf(parsed.update(text.slice(0, end), true), before)
    // The last two blocks may both change, and stand in two segments.
    for (const [at, segment] of segments.slice(0, -2).entries()) expect(segment).toBe(before[at])
    before = segments
  }
  expect(before.length).toBeGreaterThan(3)
})
