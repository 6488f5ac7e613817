import type { Database } from '../database.ts'
import { asCount, asDate, asText } from '../direct/direct.ts'
import type { DirectRow } from '../direct/direct.ts'
import { Prisma } from '../generated/sqlite/client.ts'
import type { MessageRow } from './message.ts'

/** What a page shows of a message. */
export type ShownMessage = Pick<
  MessageRow,
  'id' | 'chatId' | 'parentId' | 'role' | 'status' | 'failure' | 'parts' | 'seq' | 'model' | 'rating' | 'createdAt'
>

/** The same as the database has it: its parts as JSON, its instant as ISO 8601 in UTC. */
export type StoredMessage = Omit<ShownMessage, 'parts' | 'createdAt'> & { parts: string, createdAt: string }

/** A message with the ids of those at its place in the tree, oldest first, its own included. */
export interface PageMessage {
  message: StoredMessage
  siblings: string[]
}

export interface PageInput {
  userId: bigint
  chatId: string
  /** Where the page begins; null is the end of the active branch. */
  fromId: string | null
  limit: number
}

/**
 * A page of a branch, newest first, in one statement; null when the user has no such chat, empty when the chat has no
 * message `fromId`. It costs by `limit`, however long the branch is: as in `readBranchIds`, CROSS JOIN and `|| ''` keep
 * the walk to one row by its id at each step. The walk carries ids only, which is faster than whole rows; siblings are
 * sorted where there are any, and rows not by the database: each of both was a tenth of a page.
 */
export async function readPage(
  db: Database,
  { userId, chatId, fromId, limit }: PageInput,
): Promise<PageMessage[] | null> {
  const own = Prisma.sql`chat."id" = ${chatId} AND chat."userId" = ${userId} AND chat."deletedAt" IS NULL`
  const rows = await db.direct.query(Prisma.sql`
    WITH RECURSIVE branch("id", "parentId", "depth") AS (
      SELECT first."id", first."parentId", 1 FROM "Chat" chat CROSS JOIN "Message" first
      WHERE ${own} AND first."id" = COALESCE(${fromId}, chat."activeLeafId") AND first."chatId" || '' = chat."id"
      UNION ALL
      SELECT above."id", above."parentId", branch."depth" + 1 FROM branch CROSS JOIN "Message" above
      WHERE above."id" = branch."parentId" AND above."chatId" || '' = ${chatId} AND branch."depth" < ${limit}
    )
    SELECT shown."id", shown."parentId", shown."role", shown."status", shown."failure", shown."parts", shown."seq",
      shown."model", shown."rating", shown."createdAt", branch."depth", CASE
        WHEN shown."parentId" IS NULL THEN (${siblingsWhere(chatId, Prisma.sql`IS NULL`)})
        WHEN (${countUnderParent}) > 1 THEN (${siblingsWhere(chatId, Prisma.sql`= shown."parentId"`)})
        END AS "siblings"
    FROM branch CROSS JOIN "Message" shown WHERE shown."id" = branch."id"`)
  if (rows.length > 0) {
    return rows.toSorted((a, b) => asCount(a['depth']) - asCount(b['depth'])).map((row) => toPageMessage(row, chatId))
  }
  const chats = await db.direct.query(Prisma.sql`SELECT 1 FROM "Chat" chat WHERE ${own}`)
  return chats.length === 0 ? null : []
}

/** All are of the same chat; without it, the shorter index is enough. */
const countUnderParent = Prisma.sql`SELECT COUNT(*) FROM "Message" child WHERE child."parentId" = shown."parentId"`

function siblingsWhere(chatId: string, isParent: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT string_agg(sibling."id", ',' ORDER BY sibling."createdAt", sibling."id") FROM "Message" sibling
    WHERE sibling."chatId" = ${chatId} AND sibling."parentId" ${isParent} AND sibling."role" = shown."role"`
}

function toPageMessage(row: DirectRow, chatId: string): PageMessage {
  const id = String(row['id'])
  return {
    message: {
      id,
      chatId,
      parentId: asText(row['parentId']),
      role: String(row['role']),
      status: String(row['status']),
      failure: asText(row['failure']),
      parts: asJsonText(row['parts']),
      seq: asCount(row['seq']),
      model: asText(row['model']),
      rating: asCount(row['rating']),
      createdAt: asInstantText(row['createdAt']),
    },
    siblings: asText(row['siblings'])?.split(',') ?? [id],
  }
}

function asJsonText(value: unknown): string {
  return asText(value) ?? JSON.stringify(value)
}

/** SQLite has it as Prisma writes it, which only ends in another way. */
function asInstantText(value: unknown): string {
  const text = asText(value)
  return text?.length === 29 && text.endsWith('+00:00') ? `${text.slice(0, 23)}Z` : asDate(value).toISOString()
}
