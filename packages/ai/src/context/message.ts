import type { ModelContent } from '../model/port.ts'

/** A message of the active branch, as far as the model's memory is concerned. */
export interface ContextMessage {
  id: string
  role: 'user' | 'assistant'
  /** What is shown of it, as plain text. */
  text: string
  /** The turns that the model's side consisted of, verbatim; null or empty when there are none (a user's message). */
  contents: readonly ModelContent[] | null
}

/** A user's message and what followed it, up to the next one. Turns are kept or left out whole. */
export interface ConversationTurn {
  question: ContextMessage
  /** Replies; more than one when a reply was continued. */
  answers: ContextMessage[]
}

/** Groups a branch, oldest first, into turns. Replies before the first question belong to none and are left out. */
export function toTurns(messages: readonly ContextMessage[]): ConversationTurn[] {
  const turns: ConversationTurn[] = []
  for (const message of messages) {
    if (message.role === 'user') turns.push({ question: message, answers: [] })
    else turns.at(-1)?.answers.push(message)
  }
  return turns
}

/** The summary of a chat's older part, and the last message that it covers. */
export interface Summary {
  text: string
  lastMessageId: string
}

/**
 * The messages after the covered ones. All of them, and no summary, on a branch that does not hold the last covered one
 * or that asks nothing after it.
 */
export function afterSummary(
  messages: readonly ContextMessage[],
  summary: Summary | null,
): { recent: readonly ContextMessage[], summary: Summary | null } {
  const covered = summary ? messages.findIndex(({ id }) => id === summary.lastMessageId) : -1
  const recent = messages.slice(covered + 1)
  const usable = covered !== -1 && recent.some(({ role }) => role === 'user')
  return usable ? { recent, summary } : { recent: messages, summary: null }
}
