import type { Database } from '../database.ts'
import { Prisma } from '../generated/sqlite/client.ts'
import { checkpoint } from './store-reply.ts'
import type { ReplyContent } from './store-reply.ts'

/** What a running reply is made of so far. */
export interface ReplyCheckpoint extends ReplyContent {
  replyId: string
}

/**
 * Writes growing replies that `ownerId` runs, all in one go or none; a power cut may take them. Resolves to the ids of
 * those that it wrote. The others have lost their lease, or, on PostgreSQL, somebody holds their row now: it waits for
 * nobody, so that one row does not hold up the others, and no deadlock comes of it. `storeCheckpoint` says which it is.
 */
export async function storeCheckpoints(
  db: Database,
  ownerId: string,
  checkpoints: readonly ReplyCheckpoint[],
): Promise<Set<string>> {
  if (db.provider === 'postgresql') return await storeInOneStatement(db, ownerId, checkpoints)
  const changed = await db.direct.executeAll(checkpoints.map(({ replyId, ...content }) =>
    checkpoint({ replyId, ownerId }, content)))
  return new Set(checkpoints.flatMap(({ replyId }, index) => changed[index] === 1 ? [replyId] : []))
}

/** One value for all of them costs a third of five for each. The JSON in it is stored as it is written here. */
async function storeInOneStatement(
  db: Database,
  ownerId: string,
  checkpoints: readonly ReplyCheckpoint[],
): Promise<Set<string>> {
  const rows = await db.direct.write(Prisma.sql`
    WITH given AS (
      SELECT * FROM json_to_recordset(CAST(${JSON.stringify(checkpoints)} AS json))
        AS given("replyId" text, "parts" json, "contents" json, "text" text, "seq" int)
    ), held AS (
      SELECT "id" FROM "Message" WHERE "id" IN (SELECT "replyId" FROM given) AND "status" = 'running'
        AND EXISTS (SELECT 1 FROM "Generation" WHERE "replyId" = "Message"."id" AND "ownerId" = ${ownerId})
      FOR NO KEY UPDATE SKIP LOCKED
    )
    UPDATE "Message" SET "parts" = given."parts", "modelContents" = given."contents", "text" = given."text",
      "seq" = given."seq"
    FROM given JOIN held ON held."id" = given."replyId" WHERE "Message"."id" = held."id" RETURNING held."id"`)
  return new Set(rows.map((row) => String(row['id'])))
}
