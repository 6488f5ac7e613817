import { logScale } from './scale.ts'

export interface Line {
  name: string
  points: { x: number, y: number }[]
}

export interface Chart {
  title: string
  /** What an axis counts, with its unit. */
  x: string
  y: string
  lines: Line[]
  /** A value of y that is drawn across. */
  mark?: { y: number, name: string }
}

const size = { width: 720, height: 380, left: 76, right: 110, top: 48, bottom: 56 }
/** Told apart on white and on black, and by those who see fewer colours. */
const colours = ['#1f9e89', '#d9822b', '#6f7bd9', '#b0508f']

const escape = (text: string): string => text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? '')
const short = (value: number): string => value >= 1_000 ? `${value / 1_000}k` : String(value)

/** Both axes logarithmic. The words follow the reader's light or dark scheme; the background is the page's. */
export function drawChart({ title, x, y, lines, mark }: Chart): string {
  const { width, height, left, right, top, bottom } = size
  const points = lines.flatMap((line) => line.points)
  const across = logScale(points.map((point) => point.x), [left, width - right])
  const upwards = logScale([...points.map((point) => point.y), ...(mark ? [mark.y] : [])], [height - bottom, top])

  const text = (at: [number, number], words: string, more = ''): string =>
    `<text x="${at[0].toFixed(1)}" y="${at[1].toFixed(1)}" ${more}>${escape(words)}</text>`
  const rule = (kind: string, from: [number, number], to: [number, number]): string =>
    `<line class="${kind}" x1="${from[0].toFixed(1)}" y1="${from[1].toFixed(1)}" x2="${to[0].toFixed(1)}" y2="${to[1].toFixed(1)}"/>`

  const grid = [
    ...across.ticks.flatMap((tick) => [
      rule('grid', [across.at(tick), top], [across.at(tick), height - bottom]),
      text([across.at(tick), height - bottom + 18], short(tick), 'text-anchor="middle"'),
    ]),
    ...upwards.ticks.flatMap((tick) => [
      rule('grid', [left, upwards.at(tick)], [width - right, upwards.at(tick)]),
      text([left - 8, upwards.at(tick) + 4], short(tick), 'text-anchor="end"'),
    ]),
  ]
  const marked = mark === undefined
    ? []
    : [
        rule('mark', [left, upwards.at(mark.y)], [width - right, upwards.at(mark.y)]),
        text([width - right + 6, upwards.at(mark.y) + 4], mark.name),
      ]
  const drawn = lines.flatMap(({ name, points }, index) => {
    const colour = colours[index % colours.length] ?? ''
    const places = points.map((point): [number, number] => [across.at(point.x), upwards.at(point.y)])
    return [
      `<polyline fill="none" stroke="${colour}" stroke-width="2.5" points="${places.map((place) => place.map((at) => at.toFixed(1)).join(',')).join(' ')}"/>`,
      ...places.map(([atX, atY]) => `<circle cx="${atX.toFixed(1)}" cy="${atY.toFixed(1)}" r="3.5" fill="${colour}"/>`),
      // The names stand above, in a row: lines that end at the same place would cover each other's.
      `<circle cx="${left + 130 * index + 6}" cy="${top - 14}" r="5" fill="${colour}"/>`,
      text([left + 130 * index + 16, top - 10], name),
    ]
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escape(title)}">
<style>
text { font: 13px system-ui, sans-serif; fill: #444c56 }
.title { font-weight: 600; font-size: 15px }
.grid { stroke: #8884; stroke-width: 1 }
.mark { stroke: #c0392b; stroke-width: 1.5; stroke-dasharray: 6 4 }
@media (prefers-color-scheme: dark) { text { fill: #b3bcc6 } .mark { stroke: #ff7b6b } }
</style>
${[
  text([left, 18], title, 'class="title"'),
  ...grid,
  ...marked,
  ...drawn,
  text([(left + width - right) / 2, height - 14], x, 'text-anchor="middle"'),
  text([0, 0], y, `text-anchor="middle" transform="translate(20 ${(top + height - bottom) / 2}) rotate(-90)"`),
].join('\n')}
</svg>
`
}
