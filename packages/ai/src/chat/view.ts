import type { ShownMessage } from '@parley/db'
import type { MessagePart, MessageView, ReplyFailure, ReplyStatus } from './message.ts'
import { replyFailures } from './message.ts'

/** A row as the page shows it; `siblings` are the ids at its place in the tree, oldest first, its own included. */
export function toMessageView(row: ShownMessage, siblings: string[]): MessageView {
  // Written by this package only.
  return { ...toHead(row, siblings), parts: row.parts as unknown as MessagePart[], createdAt: row.createdAt }
}

/** All of a view but what the database has as text, too. */
export function toHead(
  row: Omit<ShownMessage, 'parts' | 'createdAt'>,
  siblings: string[],
): Omit<MessageView, 'parts' | 'createdAt'> {
  return {
    id: row.id,
    chatId: row.chatId,
    parentId: row.parentId,
    role: row.role === 'user' ? 'user' : 'assistant',
    status: row.status as ReplyStatus,
    failure: toFailure(row.failure),
    seq: row.seq,
    siblings,
    model: row.model,
    rating: row.rating === 1 ? 1 : row.rating === -1 ? -1 : 0,
  }
}

/** A reason that this version does not know (a newer one wrote it) reads as `INTERNAL`. */
function toFailure(failure: string | null): ReplyFailure | null {
  return failure === null ? null : replyFailures.find((known) => known === failure) ?? 'INTERNAL'
}
