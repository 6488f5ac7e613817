/** A header and rows of as many cells. */
export interface Table {
  header: string[]
  rows: (string | number)[][]
}

/** Markdown, so that it can be pasted into the docs; numbers are right-aligned, with two places. */
export function formatTable({ header, rows }: Table): string {
  const cells = [header, ...rows.map((row) => row.map((cell) => (typeof cell === 'number' ? cell.toFixed(2) : cell)))]
  const isNumeric = header.map((_, column) => rows.every((row) => typeof row[column] === 'number' || row[column] === ''))
  const widths = header.map((_, column) => Math.max(3, ...cells.map((row) => row[column]?.length ?? 0)))
  const line = (row: string[]) => `| ${widths.map((width, column) => {
    const cell = row[column] ?? ''
    return isNumeric[column] ? cell.padStart(width) : cell.padEnd(width)
  }).join(' | ')} |`
  const rule = widths.map((width, column) => (isNumeric[column] ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width)))
  const [first = [], ...rest] = cells
  return [first, rule, ...rest].map(line).join('\n')
}
