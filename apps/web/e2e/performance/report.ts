import type { Figures } from './measure.ts'

interface Bar {
  what: string
  figure: number
  most: number
  unit: string
}

const megabyte = 1_000_000

/** The bars of the issue that asked for them, with what was measured. */
function bars({ opening, scrolling, streaming, mixed, typing, heapGrowth, droppedWords }: Figures): Bar[] {
  const all = [scrolling, streaming, mixed, typing]
  return [
    { what: 'Most elements at any time', figure: Math.max(...all.map(({ elements }) => elements)), most: 3_000, unit: '' },
    { what: 'Longest task while streaming', figure: Math.max(streaming.longestTask, mixed.longestTask), most: 100, unit: 'ms' },
    { what: 'Heap growth', figure: heapGrowth / megabyte, most: 30, unit: 'MB' },
    { what: 'Opening 10,000 against 30', figure: opening['10000'] / opening['30'], most: 1.3, unit: '×' },
    { what: 'Layout shift', figure: Math.max(scrolling.shift, streaming.shift, typing.shift), most: 0.02, unit: '' },
    { what: 'Words dropped', figure: droppedWords, most: 0, unit: '' },
  ]
}

const round = (value: number): string => value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 3 : 0 })

/** The figures as Markdown tables, and whether every bar is met. */
export function report(figures: Figures): { text: string, passed: boolean } {
  const judged = bars(figures).map((bar) => ({ ...bar, met: bar.figure <= bar.most }))
  const { opening, scrolling, streaming, mixed, typing } = figures
  const barLines = judged.map(({ what, figure, most, unit, met }) =>
    `| ${what} | ${round(figure)} ${unit} | ≤ ${round(most)} ${unit} | ${met ? 'met' : '**missed**'} |`)
  const stepLines = Object.entries({ scrolling, streaming, 'mixed scripts': mixed, typing }).map(([name, seen]) =>
    `| ${name} | ${seen.elements} | ${round(seen.longestTask)} ms | ${seen.tasksOver50} / ${seen.tasksOver100} | ${round(seen.shift)} | ${round(seen.slowestKey)} ms | ${seen.frames} |`)
  const text = [
    '| bar | measured | wanted | |', '| --- | ---: | ---: | --- |', ...barLines, '',
    '| step | most elements | longest task | tasks over 50 / 100 ms | layout shift | slowest key | frames |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: |', ...stepLines, '',
    `Opening, median: 30 messages ${round(opening['30'])} ms, 300 messages ${round(opening['300'])} ms, `
    + `10,000 messages ${round(opening['10000'])} ms.`,
  ].join('\n')
  return { text, passed: judged.every(({ met }) => met) }
}
