/** How many quote and list marks one line may open. What stands deeper than that is never meant. */
const MOST_MARKS = 12

const tooDeep = new RegExp(
  `^((?:[ \\t]*(?:>|[-*+](?=[ \\t])|\\d{1,9}[.)](?=[ \\t]))){${MOST_MARKS}}[ \\t]*\\d{0,9})([>*+.)-])`,
  'gm',
)

/**
 * Line ends are `\n` afterwards, and a line opens at most 12 nested blocks: the parser's work grows with the square of
 * the depth. What is said of a text's beginning stays true when more text follows.
 */
export function tame(source: string): string {
  return source.replaceAll('\r', '').replace(tooDeep, '$1\\$2')
}
