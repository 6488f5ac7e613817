import type { Database } from '../database.ts'
import type { DirectQueries } from '../direct/direct.ts'
import { Prisma } from '../generated/sqlite/client.ts'
import { columns, isHeld } from './store-reply.ts'
import type { HeldReply, ReplyContent } from './store-reply.ts'

export interface ReplyOutcome extends ReplyContent {
  status: string
  failure: string | null
  /** The chat's new preview; null leaves the one that it has. */
  preview: string | null
  usage: { promptTokens: number, replyTokens: number, thinkingTokens: number }
}

/** How a reply ended, and where that is noted besides. */
export interface ReplyEnding {
  chatId: string
  userId: bigint
  now: Date
  /** The UTC day as `YYYY-MM-DD`. */
  day: string
  outcome: ReplyOutcome
}

/**
 * Writes how a reply ended, gives its lease back and counts what was used, all or nothing, durably. Resolves to whether
 * the lease was held, or an end of the same reply, to the same `seq`, is stored already: then it is this one from now
 * on, and nothing is counted again.
 */
export async function storeReplyEnd(db: Database, held: HeldReply, ending: ReplyEnding): Promise<boolean> {
  if (db.provider === 'postgresql') {
    return await endInOneStatement(db, held, ending) || await storeAgain(db.direct, held, ending.outcome)
  }
  const { result, durable } = await db.direct.transaction(async (queries) => {
    if (await queries.execute(endReply(held, ending)) === 0) return await storeAgain(queries, held, ending.outcome)
    for (const statement of whatFollows(held, ending, Prisma.sql`TRUE`)) await queries.execute(statement)
    return true
  })
  await durable
  return result
}

/** The same where each statement is a round trip. */
async function endInOneStatement({ direct }: Database, held: HeldReply, ending: ReplyEnding): Promise<boolean> {
  const [lease, chat, usage] = whatFollows(held, ending, Prisma.sql`EXISTS (SELECT 1 FROM ended)`)
  const rows = await direct.write(Prisma.sql`
    WITH ended AS (${endReply(held, ending)} RETURNING "id"), lease AS (${lease}), chat AS (${chat}), usage AS (${usage})
    SELECT "id" FROM ended`)
  return rows.length === 1
}

function endReply(held: HeldReply, { now, outcome }: ReplyEnding): Prisma.Sql {
  const { status, failure, usage: { promptTokens, replyTokens, thinkingTokens } } = outcome
  return Prisma.sql`
    UPDATE "Message" SET ${columns(outcome)}, "status" = ${status}, "failure" = ${failure}, "finishedAt" = ${now},
      "promptTokens" = ${promptTokens}, "replyTokens" = ${replyTokens}, "thinkingTokens" = ${thinkingTokens}
    WHERE ${isHeld(held)}`
}

/** The lease, the chat and the day's usage, each on the condition `when`. */
function whatFollows(
  { replyId }: HeldReply,
  { chatId, userId, now, day, outcome: { preview, usage } }: ReplyEnding,
  when: Prisma.Sql,
) {
  const { promptTokens, replyTokens, thinkingTokens } = usage
  return [
    Prisma.sql`DELETE FROM "Generation" WHERE "replyId" = ${replyId} AND ${when}`,
    Prisma.sql`
      UPDATE "Chat" SET "activeAt" = ${now}, "preview" = COALESCE(${preview}, "preview")
      WHERE "id" = ${chatId} AND ${when}`,
    Prisma.sql`
      INSERT INTO "UsageDay" ("userId", "day", "messages", "promptTokens", "replyTokens", "thinkingTokens")
      SELECT ${userId}, ${day}, 1, ${promptTokens}, ${replyTokens}, ${thinkingTokens} WHERE ${when}
      ON CONFLICT ("userId", "day") DO UPDATE SET "messages" = "UsageDay"."messages" + 1,
        "promptTokens" = "UsageDay"."promptTokens" + excluded."promptTokens",
        "replyTokens" = "UsageDay"."replyTokens" + excluded."replyTokens",
        "thinkingTokens" = "UsageDay"."thinkingTokens" + excluded."thinkingTokens"`,
  ] as const
}

/** An end that was committed before, when nobody said that it is kept: what was told since may be another. */
async function storeAgain(
  { execute, query }: Pick<DirectQueries, 'execute' | 'query'>,
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
