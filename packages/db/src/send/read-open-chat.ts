import type { Database } from '../database.ts'
import { asText } from '../direct/direct.ts'
import { Prisma } from '../generated/sqlite/client.ts'

/** A chat as whoever opens it finds it. */
export interface OpenChatState {
  activeLeafId: string | null
  title: string | null
  /** Whether a reply has a lease in it. */
  isRunning: boolean
}

/** Reads it in one statement; null when the user has no such chat. */
export async function readOpenChat(
  db: Database,
  { userId, chatId }: { userId: bigint, chatId: string },
): Promise<OpenChatState | null> {
  const [row] = await db.direct.query(Prisma.sql`
    SELECT chat."activeLeafId", chat."title", lease."replyId"
    FROM "Chat" chat LEFT JOIN "Generation" lease ON lease."chatId" = chat."id"
    WHERE chat."id" = ${chatId} AND chat."userId" = ${userId} AND chat."deletedAt" IS NULL`)
  return row === undefined
    ? null
    : { activeLeafId: asText(row['activeLeafId']), title: asText(row['title']), isRunning: row['replyId'] !== null }
}
