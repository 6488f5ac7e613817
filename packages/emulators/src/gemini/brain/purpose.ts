import type { Turn } from './turn.ts'

const title = /\b(write|make|give|suggest|generate|create|reply with|answer with|name)\b[^.\n]{0,60}\btitle\b/i
const summary = /\b(summari[sz]e|(write|update|extend|make)\b[^.\n]{0,40}\bsummary)\b/i
const instruction = new RegExp(`${title.source}|${summary.source}`, 'i')

/** What a request is for. A title or summary is asked for without tools, in the system instruction or the prompt. */
export function purposeOf({ system, prompt, tools }: Turn): 'reply' | 'title' | 'summary' {
  if (tools.size > 0) return 'reply'
  if (title.test(system)) return 'title'
  if (summary.test(system)) return 'summary'
  if (title.test(prompt)) return 'title'
  return summary.test(prompt) ? 'summary' : 'reply'
}

/** What a title or a summary is to be made of: the user's lines, without the instruction and the transcript's marks. */
export function materialOf({ system, prompt, earlier }: Turn): string[] {
  const instructed = instruction.test(system)
  return [...earlier, prompt]
    .flatMap((text) => text.split('\n'))
    .filter((line) => instructed || !instruction.test(line))
    .filter((line) => !/^\s*(<\/?\w+>|(assistant|model)\s*:.*|the new notes:)\s*$/i.test(line))
    .map((line) => line.replace(/^\s*(user|human)\s*:\s*/i, '').trim())
    .filter((line) => line !== '')
}
