import { headingLevels } from './heading-levels.ts'
import type { Token } from './lexer.ts'

/** A few blocks in a row that are drawn together. */
export interface Segment {
  blocks: readonly Token[]
  /** The level of each block that is a heading, in the page's outline. */
  levels: readonly (number | undefined)[]
}

const BLOCKS = 8

/** The blocks of a text, some at a time. A segment that says the same as in `before` is the same object. */
export function segmentsOf(blocks: readonly Token[], before: readonly Segment[] = []): Segment[] {
  const levels = headingLevels(blocks)
  return Array.from({ length: Math.ceil(blocks.length / BLOCKS) }, (_, index) => {
    const [from, to] = [index * BLOCKS, (index + 1) * BLOCKS]
    const segment = { blocks: blocks.slice(from, to), levels: levels.slice(from, to) }
    const same = before[index]
    return same && isSame(same, segment) ? same : segment
  })
}

const isSame = (a: Segment, b: Segment): boolean =>
  a.blocks.length === b.blocks.length
  && a.blocks.every((block, at) => block === b.blocks[at] && a.levels[at] === b.levels[at])
