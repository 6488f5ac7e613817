import type { Token, Tokens } from './lexer.ts'

/** Under the page's title. */
const FIRST = 2
const LAST = 6

/**
 * The level of each block that is a heading, in the page's outline: the first one is a section of the page whatever its
 * marks say, and none skips a level. What follows later does not change a level that was given.
 */
export function headingLevels(blocks: readonly Token[]): (number | undefined)[] {
  let first: number | undefined
  let before = FIRST - 1
  return blocks.map((token) => {
    if (token.type !== 'heading') return undefined
    const { depth } = token as Tokens.Heading
    first ??= depth
    before = Math.min(Math.max(FIRST + depth - first, FIRST), before + 1, LAST)
    return before
  })
}
