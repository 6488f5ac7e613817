/** A piece of Markdown without the marks inside its lines, and without rules. */
export const withoutMarks = (markdown: string): string =>
  markdown.replace(/^\s*-{3,}\s*$/gm, '').replace(/\*\*|__|~~|`+|\$\$/g, '')

/** Markdown on one line without its marks, for a place that shows words only. Single marks stay: `2 * 3`, `a_b`. */
export function plainWords(markdown: string): string {
  return withoutMarks(markdown)
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^\s*(?:#{1,6}|>|[-*+]|\d+\.)\s+/gm, '')
    .replace(/^\s*\|.*/gm, cellsOf)
    .replace(/\s+/g, ' ')
    .trim()
}

/** The words of a table's row; of the line under its head, nothing. */
const cellsOf = (row: string): string =>
  row.split('|').filter((cell) => !/^\s*:?-*:?\s*$/.test(cell)).map((cell) => cell.trim()).join(' · ')
