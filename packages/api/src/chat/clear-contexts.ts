import type { Database } from '@parley/db'

/**
 * Has no turn so far of any chat of the user's sent to the model any more. One statement, since each chat gets a value
 * of its own; its SQL is the same in SQLite and PostgreSQL.
 */
export async function clearContexts(db: Database, userId: bigint): Promise<void> {
  await db.$executeRaw`UPDATE "Chat" SET "contextAfterId" = "activeLeafId" WHERE "userId" = ${userId} AND "deletedAt" IS NULL`
}
