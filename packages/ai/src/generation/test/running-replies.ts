import type { Database } from '@parley/db'
import { uuid } from './setup.ts'

/** Rows of replies that `ownerId` runs, each in a chat of its own. */
export async function seedRunningReplies(
  db: Database,
  { ownerId, count }: { ownerId: string, count: number },
): Promise<string[]> {
  const rows = Array.from({ length: count }, () => ({ chatId: uuid(), replyId: uuid() }))
  await db.chat.createMany({ data: rows.map(({ chatId }) => ({ id: chatId, userId: 1n })) })
  await db.message.createMany({
    data: rows.map(({ chatId, replyId }) => ({ id: replyId, chatId, role: 'assistant', status: 'running' })),
  })
  await db.generation.createMany({ data: rows.map((row) => ({ ...row, ownerId })) })
  return rows.map(({ replyId }) => replyId)
}
