import type { ModelContent, ModelPart, ModelToolResultPart } from '../model/port.ts'
import type { ContextMessage, ConversationTurn } from './message.ts'

/** Stands where a reply ended before a word of it came, so that the sides keep taking turns. */
const silence = '(The reply ended here, without an answer.)'

/**
 * A turn of the conversation as the model is sent it: the user's text, then calls, results and words in order. The last
 * turn ends with the user, who asks to go on when there is a reply already; any other ends with the model.
 */
export function turnContents(turn: ConversationTurn, { last }: { last: boolean }): ModelContent[] {
  const contents = [userText(turn.question.text)]
  for (const answer of turn.answers) {
    if (contents.at(-1)?.role === 'model') contents.push(userText(continuePrompt))
    contents.push(...answerContents(answer))
  }
  if (last && turn.answers.length > 0) contents.push(userText(continuePrompt))
  if (!last && turn.answers.length === 0) contents.push(modelText(silence))
  return contents
}

/** What asks the model to go on where its reply ended. */
export const continuePrompt = 'Go on exactly where you stopped. Do not repeat anything and do not start over.'

/** A turn of the user with one text. */
export function userText(text: string): ModelContent {
  return { role: 'user', parts: [{ type: 'text', text }] }
}

/** The reply's own contents, mended; what was shown of it when there are none. Ends with the model's words. */
function answerContents({ contents, text }: ContextMessage): ModelContent[] {
  const kept = completeCalls(contents ?? [])
  if (kept.length === 0) return [modelText(text.trim() === '' ? silence : text)]
  return kept.at(-1)?.role === 'model' ? kept : [...kept, modelText(silence)]
}

function modelText(text: string): ModelContent {
  return { role: 'model', parts: [{ type: 'text', text }] }
}

/**
 * A process that died between a call and its result leaves a call without an answer, which the provider refuses: it
 * gets one that says so. Results without a call, and turns that break the order, are left out.
 */
function completeCalls(contents: readonly ModelContent[]): ModelContent[] {
  const kept: ModelContent[] = []
  for (const [index, content] of contents.entries()) {
    if (content.role !== 'model' || content.parts.length === 0 || kept.at(-1)?.role === 'model') continue
    kept.push(content)
    const calls = content.parts.filter((part) => part.type === 'tool-call')
    if (calls.length === 0) continue
    const following = contents[index + 1]
    const results = following?.role === 'user' ? following.parts.filter(isResult) : []
    const parts = calls.map(({ callId, name }) => results.find((result) => result.callId === callId)
      ?? { type: 'tool-result' as const, callId, name, output: { error: 'The reply was cut off before the result.' } })
    kept.push({ role: 'user', parts })
  }
  return kept
}

function isResult(part: ModelPart): part is ModelToolResultPart {
  return part.type === 'tool-result'
}
