import type { Database } from '../database.ts'
import type { DirectRow } from '../direct/direct.ts'
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
  return await (db.provider === 'sqlite' ? storeInTransaction(db, claim) : storeInOneStatement(db, claim))
}

async function storeInTransaction(db: Database, claim: ClaimRows): Promise<StoredClaim | null> {
  const { message, reply } = claim
  const { result: siblings, durable } = await db.direct.transaction(async ({ execute, query }) => {
    if (await execute(moveLeaf(claim)) === 0) return null
    const rows = (message === null ? [reply] : [message, reply]).map((row) => Prisma.sql`(${toValues(row)})`)
    await execute(Prisma.sql`INSERT INTO "Message" (${messageColumns}) VALUES ${Prisma.join(rows)}`)
    await execute(Prisma.sql`INSERT INTO "Generation" (${leaseColumns}) VALUES (${toLease(claim)})`)
    if (message === null) return []
    return toIds(await query(Prisma.sql`SELECT "id" FROM "Message" WHERE ${isBeside(message)} ORDER BY "createdAt", "id"`))
  })
  return siblings && { siblings, durable }
}

/** The same where each statement is a round trip. What it reads is as it was before it: the new message is added. */
async function storeInOneStatement({ direct }: Database, claim: ClaimRows): Promise<StoredClaim | null> {
  const { message, reply } = claim
  const insert = (row: ClaimedMessage): Prisma.Sql =>
    Prisma.sql`INSERT INTO "Message" (${messageColumns}) SELECT ${toValues(row)} FROM moved RETURNING "id", "createdAt"`
  const rows = await direct.write(Prisma.sql`
    WITH moved AS (${moveLeaf(claim)} RETURNING "id"), answer AS (${insert(reply)}), lease AS (
      INSERT INTO "Generation" (${leaseColumns}) SELECT ${toLease(claim)} FROM moved
    ) ${message === null
      ? Prisma.sql`SELECT "id" FROM moved`
      : Prisma.sql`, question AS (${insert(message)})
          SELECT beside."id" FROM moved CROSS JOIN (
            SELECT "id", "createdAt" FROM "Message" WHERE ${isBeside(message)} UNION ALL SELECT * FROM question
          ) beside ORDER BY beside."createdAt", beside."id"`}`)
  if (rows.length === 0) return null
  return { siblings: message === null ? [] : toIds(rows), durable: Promise.resolve() }
}

function moveLeaf({ chatId, userId, now, leafId, preview, reply }: ClaimRows): Prisma.Sql {
  const asSeen = leafId === undefined
    ? Prisma.empty
    : leafId === null
      ? Prisma.sql`AND "activeLeafId" IS NULL`
      : Prisma.sql`AND "activeLeafId" = ${leafId}`
  return Prisma.sql`
    UPDATE "Chat" SET "activeLeafId" = ${reply.id}, "activeAt" = ${now}, "preview" = COALESCE(${preview}, "preview")
    WHERE "id" = ${chatId} AND "userId" = ${userId} AND "deletedAt" IS NULL ${asSeen}`
}

const messageColumns = Prisma.sql`"id", "chatId", "parentId", "role", "status", "parts", "modelContents", "text", "model",
  "createdAt", "finishedAt"`

function toValues({ contents, ...row }: ClaimedMessage): Prisma.Sql {
  return Prisma.sql`${row.id}, ${row.chatId}, ${row.parentId}, ${row.role}, ${row.status},
    ${JSON.stringify(row.parts)}, ${JSON.stringify(contents)}, ${row.text}, ${row.model},
    ${row.createdAt}, ${row.finishedAt}`
}

const leaseColumns = Prisma.sql`"replyId", "chatId", "ownerId", "heartbeatAt", "startedAt"`

function toLease({ reply, chatId, ownerId, now }: ClaimRows): Prisma.Sql {
  return Prisma.sql`${reply.id}, ${chatId}, ${ownerId}, ${now}, ${now}`
}

function isBeside({ chatId, parentId, role }: MessageRow): Prisma.Sql {
  const place = parentId === null ? Prisma.sql`"parentId" IS NULL` : Prisma.sql`"parentId" = ${parentId}`
  return Prisma.sql`"chatId" = ${chatId} AND ${place} AND "role" = ${role}`
}

function toIds(rows: readonly DirectRow[]): string[] {
  return rows.flatMap((row) => asText(row['id']) ?? [])
}
