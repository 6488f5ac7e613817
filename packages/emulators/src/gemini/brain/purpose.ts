import type { Turn } from './turn.ts'

const title = /\b(write|make|give|suggest|generate|create|reply with|answer with|name)\b[^.\n]{0,60}\btitle\b/i
const summary = /\b(summari[sz]e|(write|update|extend|make)\b[^.\n]{0,40}\bsummary)\b/i

/** What a request is for. A title or summary is asked for without tools, in the system instruction or the prompt. */
export function purposeOf({ system, prompt, tools }: Turn): 'reply' | 'title' | 'summary' {
  if (tools.size > 0) return 'reply'
  if (title.test(system)) return 'title'
  if (summary.test(system)) return 'summary'
  if (title.test(prompt)) return 'title'
  return summary.test(prompt) ? 'summary' : 'reply'
}

/** The instruction itself, taken out of a text, leaves what it is about. */
export function withoutInstruction(text: string): string {
  return text
    .split('\n')
    .filter((line) => !title.test(line) && !summary.test(line))
    .map((line) => line.replace(/^\s*(user|human|assistant|model)\s*:\s*/i, ''))
    .filter((line) => line.trim() !== '')
    .join('\n')
}
