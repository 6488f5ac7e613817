import type { Database } from '../database.ts'
import { Prisma } from '../generated/sqlite/client.ts'

/**
 * Says that `ownerId` lives, in one statement for all of its replies, at least one. Resolves to the ids of those whose
 * leases it still holds. On PostgreSQL it waits for nobody: not for a connection, nor for a row that somebody holds,
 * which keeps the heartbeat that it had.
 */
export async function storeHeartbeats(
  db: Database,
  { ownerId, replyIds, now }: { ownerId: string, replyIds: readonly string[], now: Date },
): Promise<Set<string>> {
  // Not all that have this owner: a lease that nobody here knows of is to grow old, and to be taken away.
  const ours = Prisma.sql`"ownerId" = ${ownerId} AND "replyId" IN (${Prisma.join([...replyIds])})`
  const beat = Prisma.sql`UPDATE "Generation" SET "heartbeatAt" = ${now} WHERE`
  const rows = await db.direct.urgent(db.provider === 'sqlite'
    ? Prisma.sql`${beat} ${ours} RETURNING "replyId"`
    : Prisma.sql`
        WITH beaten AS (
          ${beat} "replyId" IN (SELECT "replyId" FROM "Generation" WHERE ${ours} FOR NO KEY UPDATE SKIP LOCKED)
        )
        SELECT "replyId" FROM "Generation" WHERE ${ours}`)
  return new Set(rows.map((row) => String(row['replyId'])))
}
