import type { Database } from '../database.ts'

/** Replies that `ownerId` runs, each in a chat of its own, all of one user. */
export async function seedRunning(
  db: Database,
  { replyIds, ownerId, heartbeatAt = new Date(0) }: {
    replyIds: readonly string[]
    ownerId: string
    heartbeatAt?: Date
  },
): Promise<void> {
  await db.user.upsert({ where: { id: 1n }, create: { id: 1n, firstName: 'Ana' }, update: {} })
  await db.chat.createMany({ data: replyIds.map((id) => ({ id: `chat of ${id}`, userId: 1n })) })
  await db.message.createMany({
    data: replyIds.map((id) => ({ id, chatId: `chat of ${id}`, role: 'assistant', status: 'running' })),
  })
  await db.generation.createMany({
    data: replyIds.map((replyId) => ({ replyId, chatId: `chat of ${replyId}`, ownerId, heartbeatAt })),
  })
}
