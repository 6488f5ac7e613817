import type { Database } from '../database.ts'
import type { DirectQueries } from '../direct/direct.ts'
import { Prisma } from '../generated/sqlite/client.ts'

/** A running reply, and the process that holds its lease: without it, nothing is written. */
export interface HeldReply {
  replyId: string
  ownerId: string
}

/** What a reply is made of so far. `contents` is what the model was sent and sent in it, verbatim. */
export interface ReplyContent {
  parts: unknown
  contents: unknown
  text: string
  seq: number
}

export interface ReplyOutcome extends ReplyContent {
  status: string
  failure: string | null
  /** The chat's new preview; null leaves the one that it has. */
  preview: string | null
  usage: { promptTokens: number, replyTokens: number, thinkingTokens: number }
}

/** Writes a growing reply, alone; a power cut may take it. Resolves to whether the lease was held. */
export async function storeCheckpoint(db: Database, held: HeldReply, content: ReplyContent): Promise<boolean> {
  return await db.direct.execute(checkpoint(held, content)) === 1
}

/** The statement that writes a growing reply, when its lease is held. */
export const checkpoint = (held: HeldReply, content: ReplyContent): Prisma.Sql =>
  Prisma.sql`UPDATE "Message" SET ${columns(content)} WHERE ${isHeld(held)}`

/**
 * Writes how a reply ended, gives its lease back and counts what was used, all or nothing, durably. Resolves to whether
 * the lease was held, or an end of the same reply, to the same `seq`, is stored already: then it is this one from now
 * on, and nothing is counted again. `day` is the UTC day as `YYYY-MM-DD`.
 */
export async function storeReplyEnd(
  db: Database,
  held: HeldReply,
  { chatId, userId, now, day, outcome }: {
    chatId: string
    userId: bigint
    now: Date
    day: string
    outcome: ReplyOutcome
  },
): Promise<boolean> {
  const { status, failure, preview, usage: { promptTokens, replyTokens, thinkingTokens } } = outcome
  const { result, durable } = await db.direct.transaction(async ({ execute, query }: DirectQueries) => {
    const ended = await execute(Prisma.sql`
      UPDATE "Message" SET ${columns(outcome)}, "status" = ${status}, "failure" = ${failure}, "finishedAt" = ${now},
        "promptTokens" = ${promptTokens}, "replyTokens" = ${replyTokens}, "thinkingTokens" = ${thinkingTokens}
      WHERE ${isHeld(held)}`)
    if (ended === 0) return await storeAgain({ execute, query }, held, outcome)
    await execute(Prisma.sql`DELETE FROM "Generation" WHERE "replyId" = ${held.replyId}`)
    await execute(Prisma.sql`
      UPDATE "Chat" SET "activeAt" = ${now}, "preview" = COALESCE(${preview}, "preview") WHERE "id" = ${chatId}`)
    await execute(Prisma.sql`
      INSERT INTO "UsageDay" ("userId", "day", "messages", "promptTokens", "replyTokens", "thinkingTokens")
      VALUES (${userId}, ${day}, 1, ${promptTokens}, ${replyTokens}, ${thinkingTokens})
      ON CONFLICT ("userId", "day") DO UPDATE SET "messages" = "UsageDay"."messages" + 1,
        "promptTokens" = "UsageDay"."promptTokens" + excluded."promptTokens",
        "replyTokens" = "UsageDay"."replyTokens" + excluded."replyTokens",
        "thinkingTokens" = "UsageDay"."thinkingTokens" + excluded."thinkingTokens"`)
    return true
  })
  await durable
  return result
}

/** An end that was committed before, when the disk did not say that it keeps it: what was told since may be another. */
async function storeAgain(
  { execute, query }: DirectQueries,
  { replyId }: HeldReply,
  { status, failure, seq }: ReplyOutcome,
): Promise<boolean> {
  if (status === 'interrupted') {
    // Who took the lease away says so too; theirs stays as it is.
    const same = await query(Prisma.sql`
      SELECT 1 AS "one" FROM "Message" WHERE "id" = ${replyId} AND "status" = ${status} AND "seq" = ${seq}`)
    return same.length > 0
  }
  return await execute(Prisma.sql`
    UPDATE "Message" SET "status" = ${status}, "failure" = ${failure}
    WHERE "id" = ${replyId} AND "seq" = ${seq} AND "status" NOT IN ('running', 'interrupted')`) === 1
}

const isHeld = ({ replyId, ownerId }: HeldReply): Prisma.Sql => Prisma.sql`"id" = ${replyId} AND "status" = 'running'
  AND EXISTS (SELECT 1 FROM "Generation" WHERE "replyId" = ${replyId} AND "ownerId" = ${ownerId})`

const columns = ({ parts, contents, text, seq }: ReplyContent): Prisma.Sql => Prisma.sql`
  "parts" = ${JSON.stringify(parts)}, "modelContents" = ${JSON.stringify(contents)}, "text" = ${text}, "seq" = ${seq}`
