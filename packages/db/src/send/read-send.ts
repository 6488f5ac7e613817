import type { Database } from '../database.ts'
import { asCount, asText } from '../direct/direct.ts'
import { Prisma } from '../generated/sqlite/client.ts'
import type { ReplyChat } from './reply-chat.ts'

/** What a send stands on. */
export interface SendState {
  chat: ReplyChat
  /** Of the message that is answered; null when the chat has no such message. */
  parentRole: string | null
  /** Whether there is a message of the new one's id, anybody's. */
  isTaken: boolean
}

/** Reads it in one statement; null when the user has no such chat. */
export async function readSend(
  db: Database,
  { userId, chatId, id, parentId }: { userId: bigint, chatId: string, id: string, parentId: string | null },
): Promise<SendState | null> {
  const [row] = await db.direct.query(Prisma.sql`
    SELECT chat."title", chat."activeLeafId", chat."model", chat."persona", chat."instructions",
      chat."contextAfterId", parent."role" AS "parentRole",
      (SELECT COUNT(*) FROM "Message" WHERE "id" = ${id}) AS "taken"
    FROM "Chat" chat LEFT JOIN "Message" parent ON parent."id" = ${parentId} AND parent."chatId" = chat."id"
    WHERE chat."id" = ${chatId} AND chat."userId" = ${userId} AND chat."deletedAt" IS NULL`)
  return row === undefined
    ? null
    : {
        chat: {
          id: chatId,
          title: asText(row['title']),
          activeLeafId: asText(row['activeLeafId']),
          model: asText(row['model']),
          persona: asText(row['persona']),
          instructions: asText(row['instructions']),
          contextAfterId: asText(row['contextAfterId']),
        },
        parentRole: asText(row['parentRole']),
        isTaken: asCount(row['taken']) > 0,
      }
}
