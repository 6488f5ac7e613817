import { messageSelect, readOpenChat } from '@parley/db'
import type { Database } from '@parley/db'
import type { ChatState } from '../events/snapshot.ts'
import { NotFoundError } from '../errors.ts'
import { viewOf } from './siblings.ts'

/** What a snapshot is made of: the running reply first, so that the chat is never older than what runs in it. */
export async function readChatState(
  db: Database,
  { chatId, userId }: { chatId: string, userId: bigint },
): Promise<ChatState> {
  const open = await readOpenChat(db, { chatId, userId })
  if (open === null) throw new NotFoundError('No such chat')
  const { isRunning, ...idle } = open
  if (!isRunning) return { ...idle, running: null }
  const lease = await db.generation.findUnique({
    where: { chatId, chat: { userId } },
    select: { reply: { select: messageSelect } },
  })
  const running = lease?.reply.status === 'running' ? await viewOf(db, lease.reply) : null
  const chat = await db.chat.findFirst({
    where: { id: chatId, userId, deletedAt: null },
    select: { activeLeafId: true, title: true },
  })
  if (chat === null) throw new NotFoundError('No such chat')
  return { ...chat, running }
}
