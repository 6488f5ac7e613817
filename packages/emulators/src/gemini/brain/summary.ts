import { withoutInstruction } from './purpose.ts'
import type { Turn } from './turn.ts'

const longest = 120

/** What was said, in one line each: it keeps names and facts, because it quotes. */
export function summaryOf({ earlier, prompt }: Turn): string {
  const said = [...earlier, prompt].map(withoutInstruction).filter((text) => text !== '')
  if (said.length === 0) return 'Nothing has been said yet.'
  const lines = said.flatMap((text) => text.split('\n')).map((line) => {
    const points = [...line.trim()]
    return points.length <= longest ? line.trim() : `${points.slice(0, longest).join('')}…`
  })
  return ['The conversation so far:', ...new Set(lines.map((line) => `- ${line}`))].join('\n')
}
