import { materialOf } from './purpose.ts'
import type { Turn } from './turn.ts'

const heading = 'The conversation so far:'
const longestLine = 120
/** A summary of a summary of a summary stays short: the beginning has the names, the end what was talked about last. */
const kept = { first: 10, last: 20 }

/** What was said, in one line each: it keeps names and facts, because it quotes. */
export function summaryOf(turn: Turn): string {
  const said = materialOf(turn).map((line) => line.replace(/^- /, '')).filter((line) => line !== heading)
  if (said.length === 0) return 'Nothing has been said yet.'
  const lines = [...new Set(said.map(shorten))]
  const some = lines.length <= kept.first + kept.last
    ? lines
    : [...lines.slice(0, kept.first), ...lines.slice(-kept.last)]
  return [heading, ...some.map((line) => `- ${line}`)].join('\n')
}

function shorten(line: string): string {
  const points = [...line]
  return points.length <= longestLine ? line : `${points.slice(0, longestLine).join('')}…`
}
