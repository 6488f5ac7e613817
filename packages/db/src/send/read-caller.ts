import type { Database } from '../database.ts'
import { asCount, asJson } from '../direct/direct.ts'
import { Prisma } from '../generated/sqlite/client.ts'

/** What is asked of a caller before a reply of theirs is started. */
export interface CallerState {
  /** As stored; undefined for somebody who is not. */
  settings: unknown
  /** Replies that run now, in all of their chats. */
  runningReplies: number
  /** Prompt, reply and thinking tokens of the day. */
  tokens: number
  /** Whether they have a message of this id already. */
  isKnown: boolean
}

/**
 * Reads it in one statement. CROSS JOIN keeps SQLite from starting with all chats of the user, which grow, and not with
 * the replies that run now. `day` is the UTC day as `YYYY-MM-DD`.
 */
export async function readCaller(
  db: Database,
  { userId, day, replyId }: { userId: bigint, day: string, replyId: string },
): Promise<CallerState> {
  const [row] = await db.direct.query(Prisma.sql`
    SELECT
      (SELECT "settings" FROM "User" WHERE "id" = ${userId}) AS "settings",
      (SELECT COUNT(*) FROM "Generation" CROSS JOIN "Chat"
        WHERE "Chat"."id" = "Generation"."chatId" AND "Chat"."userId" = ${userId}) AS "runningReplies",
      (SELECT "promptTokens" + "replyTokens" + "thinkingTokens" FROM "UsageDay"
        WHERE "userId" = ${userId} AND "day" = ${day}) AS "tokens",
      (SELECT COUNT(*) FROM "Message" JOIN "Chat" ON "Chat"."id" = "Message"."chatId"
        WHERE "Message"."id" = ${replyId} AND "Chat"."userId" = ${userId}) AS "known"`)
  return {
    settings: asJson(row?.['settings']) ?? undefined,
    runningReplies: asCount(row?.['runningReplies']),
    tokens: asCount(row?.['tokens']),
    isKnown: asCount(row?.['known']) > 0,
  }
}
