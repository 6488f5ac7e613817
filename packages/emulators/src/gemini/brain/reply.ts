/** One part that the brain wants to send, before it is cut into chunks. */
export type ReplyPart
  = | { type: 'thought', text: string }
    | { type: 'text', tokens: () => Iterable<string> }
    | { type: 'call', name: string, args: Record<string, unknown> }

/** What the brain answers, and with which `finishReason` it ends when nothing cuts it short. */
export interface Reply {
  parts: ReplyPart[]
  finishReason?: string
}
