import { describeBar, isMet, readable } from '../harness/bar.ts'
import type { Judged } from '../harness/bar.ts'
import type { Table } from '../harness/table.ts'
import { formatTable } from '../harness/table.ts'

/** What a run wrote down, as far as the docs tell it. */
export interface Result {
  benchmark: string
  at: string
  quick: boolean
  machine: { summary: string, load: number, cores: number }
  bars: Judged[]
  table: Table
}

/** Puts `text` where the docs have `<!-- bench NAME -->` to `<!-- /bench -->`. Throws when they have no such place. */
export function replaceSection(docs: string, name: string, text: string): string {
  const place = new RegExp(`(<!-- bench ${name} -->\\n)[^]*?(<!-- /bench -->)`)
  if (!place.test(docs)) throw new Error(`The docs have no place for ${name}`)
  return docs.replace(place, (_, start: string, end: string) => `${start}${text}\n${end}`)
}

/** The table of a run, and how it was made. */
export function describeRun({ benchmark, at, machine, table, bars }: Result): string {
  const quiet = machine.load <= machine.cores ? '' : ' **Not a quiet machine**: read the ratios, and those roughly.'
  return [
    formatTable(table),
    '',
    ...bars.map((bar) => `- ${describeBar(bar)}`),
    ...(bars.length > 0 ? [''] : []),
    `\`pnpm bench ${benchmark}\`, ${at.slice(0, 10)}, ${machine.summary}.${quiet}`,
  ].join('\n')
}

/** Every bar with its figure. */
export function describeBars(results: readonly Result[]): string {
  return formatTable({
    header: ['what', 'bar', 'figure', 'met', 'by'],
    rows: results.flatMap(({ benchmark, bars }) => bars.map((bar) => [
      bar.name,
      'most' in bar ? `≤ ${readable(bar.most)}` : `≥ ${readable(bar.least)}`,
      bar.figure,
      isMet(bar) ? 'yes' : '**no**',
      `\`${benchmark}\``,
    ])),
  })
}
