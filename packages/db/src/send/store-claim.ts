import type { Database } from '../database.ts'
import type { DirectQueries } from '../direct/direct.ts'
import { asText } from '../direct/direct.ts'
import { Prisma } from '../generated/sqlite/client.ts'
import type { MessageRow } from '../tree/message.ts'

/** A message that a claim stores. `contents` is what the model was sent and sent for it, verbatim. */
export type ClaimedMessage = MessageRow & { contents: unknown }

/** A reply to be started, with the user's message before it when that is new too. */
export interface ClaimRows {
  chatId: string
  userId: bigint
  ownerId: string
  now: Date
  /** The active leaf that the claim was made up for: another one by now refuses it. Any when absent. */
  leafId: string | null | undefined
  /** The chat's new preview; null leaves the one that it has. */
  preview: string | null
  message: ClaimedMessage | null
  reply: ClaimedMessage
}

export interface StoredClaim {
  /** The messages at the place of `message`, oldest first, itself included; none when there is no `message`. */
  siblings: string[]
  /** Resolves when the claim outlives a power cut: nothing is answered or shown before. */
  durable: Promise<void>
}

/**
 * Moves the chat's leaf and stores the messages and the lease, all or nothing. Resolves when they outlive this process;
 * to null, with nothing stored, when the user has no such chat or its leaf is another. Rejects with a unique violation
 * when an id is taken or the chat has a running reply.
 */
export async function storeClaim(db: Database, claim: ClaimRows): Promise<StoredClaim | null> {
  const { chatId, ownerId, now, message, reply } = claim
  const { result: siblings, durable } = await db.direct.transaction(async (queries) => {
    if (await moveLeaf(queries, claim) === 0) return null
    const rows = (message === null ? [reply] : [message, reply]).map(toValues)
    await queries.execute(Prisma.sql`
      INSERT INTO "Message" ("id", "chatId", "parentId", "role", "status", "parts", "modelContents", "text", "model",
        "createdAt", "finishedAt")
      VALUES ${Prisma.join(rows)}`)
    await queries.execute(Prisma.sql`
      INSERT INTO "Generation" ("replyId", "chatId", "ownerId", "heartbeatAt", "startedAt")
      VALUES (${reply.id}, ${chatId}, ${ownerId}, ${now}, ${now})`)
    return message === null ? [] : await readPlace(queries, message)
  })
  return siblings && { siblings, durable }
}

function moveLeaf(
  { execute }: DirectQueries,
  { chatId, userId, now, leafId, preview, reply }: ClaimRows,
): Promise<number> {
  const asSeen = leafId === undefined
    ? Prisma.empty
    : leafId === null
      ? Prisma.sql`AND "activeLeafId" IS NULL`
      : Prisma.sql`AND "activeLeafId" = ${leafId}`
  return execute(Prisma.sql`
    UPDATE "Chat" SET "activeLeafId" = ${reply.id}, "activeAt" = ${now}, "preview" = COALESCE(${preview}, "preview")
    WHERE "id" = ${chatId} AND "userId" = ${userId} AND "deletedAt" IS NULL ${asSeen}`)
}

function toValues({ contents, ...row }: ClaimedMessage): Prisma.Sql {
  return Prisma.sql`(${row.id}, ${row.chatId}, ${row.parentId}, ${row.role}, ${row.status},
    ${JSON.stringify(row.parts)}, ${JSON.stringify(contents)}, ${row.text}, ${row.model},
    ${row.createdAt}, ${row.finishedAt})`
}

async function readPlace({ query }: DirectQueries, { chatId, parentId, role }: MessageRow): Promise<string[]> {
  const place = parentId === null ? Prisma.sql`"parentId" IS NULL` : Prisma.sql`"parentId" = ${parentId}`
  const rows = await query(Prisma.sql`
    SELECT "id" FROM "Message" WHERE "chatId" = ${chatId} AND ${place} AND "role" = ${role}
    ORDER BY "createdAt", "id"`)
  return rows.flatMap((row) => asText(row['id']) ?? [])
}
