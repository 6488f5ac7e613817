import type { Database, Transaction } from '../database.ts'
import { messageSelect, messageWithContentsSelect } from './message.ts'
import type { MessageRow, MessageRowWithContents } from './message.ts'

/** Where a walk from a message towards the root begins, and after how many messages it ends. */
export interface BranchInput {
  chatId: string
  fromId: string
  limit: number
}

/**
 * The message `fromId` and the ones above it, newest first, at most `limit`. Empty when the chat has no such message.
 * It costs by `limit`, however long the branch is.
 */
export async function readBranch(db: Database | Transaction, input: BranchInput): Promise<MessageRow[]> {
  const ids = await readBranchIds(db, input)
  return inOrder(ids, await db.message.findMany({ where: { id: { in: ids } }, select: messageSelect }))
}

/** `readBranch` with what the model sent and was sent, for building a turn's context. */
export async function readBranchWithContents(
  db: Database | Transaction,
  input: BranchInput,
): Promise<MessageRowWithContents[]> {
  const ids = await readBranchIds(db, input)
  return inOrder(ids, await db.message.findMany({ where: { id: { in: ids } }, select: messageWithContentsSelect }))
}

/**
 * The ids alone. Only ids come through raw SQL: the client gives the rows their types on every database. CROSS JOIN
 * keeps SQLite, and `|| ''` PostgreSQL, to walking from row to row by id; either would otherwise look through the chat
 * at each step.
 */
export async function readBranchIds(
  db: Database | Transaction,
  { chatId, fromId, limit }: BranchInput,
): Promise<string[]> {
  if (limit < 1) return []
  const rows = await db.$queryRaw<{ id: string }[]>`
    WITH RECURSIVE branch("id", "parentId", "depth") AS (
      SELECT "id", "parentId", 1 FROM "Message" WHERE "id" = ${fromId} AND "chatId" = ${chatId}
      UNION ALL
      SELECT above."id", above."parentId", branch."depth" + 1
      FROM branch CROSS JOIN "Message" above
      WHERE above."id" = branch."parentId" AND above."chatId" || '' = ${chatId} AND branch."depth" < ${limit}
    )
    SELECT "id" FROM branch ORDER BY "depth"`
  return rows.map(({ id }) => id)
}

/** Whether the message `id` is `leafId` or stands above it. */
export async function branchContains(
  db: Database | Transaction,
  { chatId, leafId, id }: { chatId: string, leafId: string, id: string },
): Promise<boolean> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    WITH RECURSIVE branch("id", "parentId") AS (
      SELECT "id", "parentId" FROM "Message" WHERE "id" = ${leafId} AND "chatId" = ${chatId}
      UNION ALL
      SELECT above."id", above."parentId"
      FROM branch CROSS JOIN "Message" above
      WHERE above."id" = branch."parentId" AND above."chatId" || '' = ${chatId} AND branch."id" <> ${id}
    )
    SELECT "id" FROM branch WHERE "id" = ${id}`
  return rows.length > 0
}

function inOrder<Row extends { id: string }>(ids: string[], rows: Row[]): Row[] {
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}
