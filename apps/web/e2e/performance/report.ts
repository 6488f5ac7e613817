import type { Figures } from './measure.ts'

export interface Bar {
  what: string
  figure: number
  most: number
  unit: string
  met: boolean
}

const megabyte = 1_000_000

/** What the app is held to, with what was measured. */
export function barsOf({ opening, steps, heapGrowth, droppedWords }: Figures): Bar[] {
  const all = Object.values(steps)
  const { opening: opened, scrolling, streaming, typing, mixed, plain } = steps
  const shift = Math.max(...[opened, scrolling, streaming, typing].map((step) => step.shift))
  const bars = [
    { what: 'Most elements at any time', figure: Math.max(...all.map(({ elements }) => elements)), most: 3_000, unit: '' },
    { what: 'Longest task while streaming', figure: Math.max(streaming.longestTask, mixed.longestTask), most: 100, unit: 'ms' },
    { what: 'Heap growth', figure: heapGrowth / megabyte, most: 30, unit: 'MB' },
    { what: 'Opening 10,000 against 30', figure: opening['10000'] / opening['30'], most: 1.3, unit: '×' },
    { what: 'Layout shift', figure: shift, most: 0.02, unit: '' },
    // Words from left to right change their places in a line from right to left as it grows, in any page.
    { what: 'Layout shift, mixed scripts', figure: mixed.shift, most: Math.max(0.02, plain.shift), unit: '' },
    { what: 'Words dropped', figure: droppedWords, most: 0, unit: '' },
  ]
  return bars.map((bar) => ({ ...bar, met: bar.figure <= bar.most }))
}

const round = (value: number): string => value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 3 : 0 })
const withUnit = (value: number, unit: string) => `${round(value)} ${unit}`.trim()

/** The figures as Markdown tables. */
export function report({ opening, steps }: Figures, bars: readonly Bar[]): string {
  const barLines = bars.map(({ what, figure, most, unit, met }) =>
    `| ${what} | ${withUnit(figure, unit)} | ≤ ${withUnit(most, unit)} | ${met ? 'met' : '**missed**'} |`)
  const stepLines = Object.entries(steps).map(([name, seen]) =>
    `| ${name} | ${round(seen.elements)} | ${round(seen.nodes)} | ${round(seen.longestTask)} ms | ${seen.tasksOver50} / ${seen.tasksOver100} | ${round(seen.shift)} | ${round(seen.slowestKey)} ms |`)
  return [
    '| bar | measured | wanted | |', '| --- | ---: | ---: | --- |', ...barLines, '',
    '| step | most elements | nodes at the end | longest task | tasks over 50 / 100 ms | layout shift | slowest key |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: |', ...stepLines, '',
    `Opening, median: 30 messages ${round(opening['30'])} ms, 300 messages ${round(opening['300'])} ms, `
    + `10,000 messages ${round(opening['10000'])} ms.`,
  ].join('\n')
}
