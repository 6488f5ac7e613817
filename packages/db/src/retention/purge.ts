import type { Database } from '../database.ts'

/** Chats per statement: a chat of 10,000 messages takes a good part of a second to delete, and others wait. */
const batch = 10

export interface PurgeInput {
  /** Chats that were deleted before that instant go. */
  olderThan: Date
  /** Looked at between batches; what was purged until then stays purged. */
  signal?: AbortSignal
}

/**
 * Removes chats that their users deleted before `olderThan`, with all that belongs to them, a few at a time so that
 * others get their turn, and returns how many. Several servers may do it at once. A chat that is restored meanwhile
 * stays.
 */
export async function purgeDeletedChats(db: Database, { olderThan, signal }: PurgeInput): Promise<number> {
  let purged = 0
  while (signal?.aborted !== true) {
    const chats = await db.chat.findMany({
      where: { deletedAt: { lt: olderThan } }, select: { id: true }, orderBy: { id: 'asc' }, take: batch,
    })
    for (const { id } of chats) {
      const { count } = await db.chat.deleteMany({ where: { id, deletedAt: { lt: olderThan } } })
      purged += count
    }
    if (chats.length < batch) break
  }
  return purged
}
