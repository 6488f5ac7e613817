import type { Database } from '../database.ts'
import { asJson, asText } from '../direct/direct.ts'
import { Prisma } from '../generated/sqlite/client.ts'
import type { BranchInput } from '../tree/branch.ts'

/** A message as the model remembers it. */
export interface RememberedMessage {
  id: string
  parentId: string | null
  role: string
  text: string
  /** What the model sent and was sent in it, verbatim. */
  modelContents: unknown
  /** The newest summary of the chat up to and including this message. */
  summary: string | null
}

/** As `readBranch`: the message `fromId` and the ones above it, newest first, at most `limit`; in one statement. */
export async function readMemoryPage(
  db: Database,
  { chatId, fromId, limit }: BranchInput,
): Promise<RememberedMessage[]> {
  const rows = await db.direct.query(Prisma.sql`
    WITH RECURSIVE branch("id", "parentId", "role", "text", "modelContents", "depth") AS (
      SELECT "id", "parentId", "role", "text", "modelContents", 1
      FROM "Message" WHERE "id" = ${fromId} AND "chatId" = ${chatId}
      UNION ALL
      SELECT above."id", above."parentId", above."role", above."text", above."modelContents", branch."depth" + 1
      FROM branch CROSS JOIN "Message" above
      WHERE above."id" = branch."parentId" AND above."chatId" || '' = ${chatId} AND branch."depth" < ${limit}
    )
    SELECT branch.*, (
      SELECT "summary" FROM "ChatContext" WHERE "chatId" = ${chatId} AND "coversMessageId" = branch."id"
      ORDER BY "createdAt" DESC, "id" DESC LIMIT 1
    ) AS "summary"
    FROM branch ORDER BY "depth"`)
  return rows.map((row) => ({
    id: String(row['id']),
    parentId: asText(row['parentId']),
    role: String(row['role']),
    text: String(row['text']),
    modelContents: asJson(row['modelContents']),
    summary: asText(row['summary']),
  }))
}
