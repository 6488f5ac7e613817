import { messageSelect, replyChatSelect } from '@parley/db'
import type { Database, MessageRow, ReplyChat } from '@parley/db'
import { NotFoundError } from '../errors.ts'

/** The user's own message, in a chat that is not deleted. Throws `NotFoundError`. */
export async function findMessage(db: Database, { userId, id }: { userId: bigint, id: string }): Promise<MessageRow> {
  const row = await db.message.findFirst({
    where: { id, chat: { userId, deletedAt: null } },
    select: messageSelect,
  })
  if (row === null) throw new NotFoundError('No such message')
  return row
}

/** The user's own chat, not deleted, as far as a reply needs to know it. Throws `NotFoundError`. */
export async function findChat(db: Database, { userId, id }: { userId: bigint, id: string }): Promise<ReplyChat> {
  const chat = await db.chat.findFirst({
    where: { id, userId, deletedAt: null },
    select: replyChatSelect,
  })
  if (chat === null) throw new NotFoundError('No such chat')
  return chat
}
