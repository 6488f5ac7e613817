import type { Database } from '../database.ts'
import { Prisma } from '../generated/sqlite/client.ts'

/**
 * The newest leaf at or below the message `id`: what becomes active when a branch is selected. Null when the chat has
 * no such message. It reads every message below `id` once.
 */
export async function newestLeafBelow(
  db: Database,
  { chatId, id }: { chatId: string, id: string },
): Promise<string | null> {
  // A message is no older than what it stands under, so the newest of all is a leaf; a reply may be of the same instant
  // as its message, hence the depth.
  const [leaf] = await db.$queryRaw<{ id: string }[]>`
    WITH RECURSIVE below("id", "createdAt", "depth") AS (
      SELECT "id", "createdAt", 1 FROM "Message" WHERE "id" = ${id} AND "chatId" = ${chatId}
      UNION ALL
      SELECT child."id", child."createdAt", below."depth" + 1 FROM below CROSS JOIN ${childrenOf[db.provider](chatId)}
    )
    SELECT "id" FROM below ORDER BY "createdAt" DESC, "depth" DESC, "id" DESC LIMIT 1`
  return leaf?.id ?? null
}

/**
 * The messages under those of the last step, found by the index on parents. Either database would otherwise look
 * through the whole chat at each step: CROSS JOIN and `|| ''` keep SQLite from it, a subquery of its own PostgreSQL.
 */
const childrenOf = {
  sqlite: (chatId: string) => Prisma.sql`"Message" child
    WHERE child."parentId" = below."id" AND child."chatId" || '' = ${chatId}`,
  postgresql: (chatId: string) => Prisma.sql`LATERAL (
    SELECT "id", "createdAt" FROM "Message" WHERE "parentId" = below."id" AND "chatId" = ${chatId} OFFSET 0
  ) child`,
}
