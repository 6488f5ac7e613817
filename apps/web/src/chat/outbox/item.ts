import type { MessageView } from '@parley/api'
import type { Failure } from '../../api/index.ts'

/** What the user sent and the server has not confirmed. The ids are chosen once, so that no repeat is a second send. */
export interface OutboxItem {
  chatId: string
  id: string
  replyId: string
  text: string
  parentId: string | null
  location?: { latitude: number, longitude: number } | undefined
  /** Milliseconds since 1970. */
  createdAt: number
}

/**
 * `sending`: on its way · `waiting`: for the network, or for the reply before it; it goes by itself · `refused`: only
 * the user can decide.
 */
export type OutboxEntry = OutboxItem & { phase: 'sending' | 'waiting' | 'refused', failure: Failure | undefined }

/** The messages of an entry as the server will have them, for the frame in which they are sent. */
export function viewsOf(entry: OutboxEntry): { message: MessageView, reply: MessageView } {
  const createdAt = new Date(entry.createdAt)
  const common = { chatId: entry.chatId, failure: null, seq: 0, model: null, rating: 0, createdAt } as const
  return {
    message: {
      ...common, id: entry.id, parentId: entry.parentId, role: 'user', status: 'done', siblings: [entry.id],
      parts: [{ type: 'text', text: entry.text }],
    },
    reply: {
      ...common, id: entry.replyId, parentId: entry.id, role: 'assistant', status: 'running', siblings: [entry.replyId],
      parts: [],
    },
  }
}
