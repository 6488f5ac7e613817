import type { Database } from '../database.ts'
import { asDate, asText } from '../direct/direct.ts'
import type { DirectRow } from '../direct/direct.ts'
import type { Chat } from '../generated/sqlite/client.ts'
import { Prisma } from '../generated/sqlite/client.ts'

/** What a list shows of a chat; `generations` are its running replies, one at most. */
export type ListedChat
  = Omit<Chat, 'userId' | 'titleChosen' | 'deletedAt'> & { generations: { replyId: string }[] }

export interface ChatsInput {
  userId: bigint
  archived: boolean
  /** Those that are pinned, the last pinned first, or the others, the last active first. */
  pinned: boolean
  /** Where the page before ended, in the same order. */
  after?: { at: Date, id: string } | undefined
  limit: number
}

/** A page of the user's chats that are not deleted, in one statement that follows their index. */
export async function readChats(
  db: Database,
  { userId, archived, pinned, after, limit }: ChatsInput,
): Promise<ListedChat[]> {
  const order = Prisma.raw(pinned ? 'chat."pinnedAt"' : 'chat."activeAt"')
  const rows = await db.direct.query(Prisma.sql`
    SELECT chat."id", chat."title", chat."preview", chat."persona", chat."instructions", chat."model",
      chat."pinnedAt", chat."archivedAt", chat."activeLeafId", chat."contextAfterId", chat."createdAt", chat."activeAt",
      generation."replyId"
    FROM "Chat" chat LEFT JOIN "Generation" generation ON generation."chatId" = chat."id"
    WHERE chat."userId" = ${userId} AND chat."deletedAt" IS NULL
      AND chat."archivedAt" ${archived ? isNotNull : isNull} AND chat."pinnedAt" ${pinned ? isNotNull : isNull}
      ${after ? Prisma.sql`AND (${order}, chat."id") < (${after.at}, ${after.id})` : Prisma.empty}
    ORDER BY ${order} DESC, chat."id" DESC LIMIT ${limit}`)
  return rows.map(toListedChat)
}

const isNull = Prisma.sql`IS NULL`
const isNotNull = Prisma.sql`IS NOT NULL`

function toListedChat(row: DirectRow): ListedChat {
  const replyId = asText(row['replyId'])
  return {
    id: String(row['id']),
    title: asText(row['title']),
    preview: String(row['preview']),
    persona: asText(row['persona']),
    instructions: asText(row['instructions']),
    model: asText(row['model']),
    pinnedAt: row['pinnedAt'] === null ? null : asDate(row['pinnedAt']),
    archivedAt: row['archivedAt'] === null ? null : asDate(row['archivedAt']),
    activeLeafId: asText(row['activeLeafId']),
    contextAfterId: asText(row['contextAfterId']),
    createdAt: asDate(row['createdAt']),
    activeAt: asDate(row['activeAt']),
    generations: replyId === null ? [] : [{ replyId }],
  }
}
