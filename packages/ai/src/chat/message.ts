import type { ToolPart } from '../tools/registry.ts'

export interface TextPart {
  type: 'text'
  text: string
}

/** What a message is made of, as it is shown. */
export type MessagePart = TextPart | ToolPart

export type ReplyStatus = 'running' | 'done' | 'stopped' | 'failed' | 'interrupted'

/**
 * Why a reply did not end as a plain `done`.
 *
 * With `done`: `MAX_TOKENS` (the model hit its length limit: offer "Continue"), `TOO_MANY_ROUNDS` (too many tool
 * rounds). With `interrupted`: `TRUNCATED` (the model's stream broke off), `SERVER_STOPPED` (the process went away).
 * With `failed`: the rest.
 */
export const replyFailures = [
  'MAX_TOKENS',
  'TOO_MANY_ROUNDS',
  'TRUNCATED',
  'SERVER_STOPPED',
  'MODEL_BUSY',
  'MODEL_UNAVAILABLE',
  'MODEL_TIMEOUT',
  'MODEL_REJECTED',
  'PROMPT_BLOCKED',
  'REPLY_BLOCKED',
  'MALFORMED_CALL',
  'STORAGE',
  'INTERNAL',
] as const

export type ReplyFailure = typeof replyFailures[number]

/** A message as the page shows it. A user's message is always `done`. */
export interface MessageView {
  id: string
  chatId: string
  parentId: string | null
  role: 'user' | 'assistant'
  status: ReplyStatus
  failure: ReplyFailure | null
  parts: MessagePart[]
  /** The number of the last reply event that `parts` contains. */
  seq: number
  /** The messages that stand at this place in the tree, oldest first, this one included. */
  siblings: string[]
  model: string | null
  rating: -1 | 0 | 1
  createdAt: Date
}
