import type { ModelContent } from '../model/port.ts'

/**
 * What a model accepts as history, at any moment of a reply: the text of the turn that is still being written is
 * added, and calls that nobody has answered yet are answered as failed. So a reply that breaks off anywhere can be
 * gone on from.
 */
export function closedContents(contents: ModelContent[], openText: string): ModelContent[] {
  const answer = answerOf(contents.at(-1))
  const answered = answer === null ? contents : [...contents, answer]
  return openText === '' ? answered : joined(answered, { role: 'model', parts: [{ type: 'text', text: openText }] })
}

/** The contents with one more. What the model says after its own words, when it goes on with a reply, is one turn. */
export function joined(contents: ModelContent[], next: ModelContent): ModelContent[] {
  const last = contents.at(-1)
  return last?.role === 'model' && next.role === 'model'
    ? [...contents.slice(0, -1), { role: 'model', parts: [...last.parts, ...next.parts] }]
    : [...contents, next]
}

function answerOf(content: ModelContent | undefined): ModelContent | null {
  if (content?.role !== 'model') return null
  const parts = content.parts.flatMap((part) => (part.type === 'tool-call'
    ? [{
        type: 'tool-result' as const,
        callId: part.callId,
        name: part.name,
        output: { error: 'The reply was interrupted before the tool answered.' },
      }]
    : []))
  return parts.length === 0 ? null : { role: 'user', parts }
}
