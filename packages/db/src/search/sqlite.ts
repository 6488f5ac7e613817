import { Prisma } from '../generated/sqlite/client.ts'
import type { SearchEngine } from './port.ts'
import { ownToken } from './own-token.ts'

/** FTS5. https://www.sqlite.org/fts5.html */
export const sqliteSearch: SearchEngine = {
  async insert(tx, entries) {
    const rows = entries.map(({ place, messageId }) => Prisma.sql`(${place}, ${messageId})`)
    await tx.$executeRaw`INSERT INTO "SearchEntry" ("place", "messageId") VALUES ${Prisma.join(rows)}`
    const texts = entries.map(({ place, tokens }) => Prisma.sql`(${place}, ${tokens.join(' ')})`)
    await tx.$executeRaw`INSERT INTO "SearchTokens" (rowid, tokens) VALUES ${Prisma.join(texts)}`
  },

  find(db, { userId, wanted, before, limit }) {
    // Tokens hold letters, marks and digits only; quoted, none of them is an operator.
    const match = wanted.map(({ token, prefix }) => `"${ownToken(userId, token)}"${prefix ? '*' : ''}`).join(' AND ')
    // CROSS JOIN keeps the order: the index gives the newest first and stops at the limit, without a sort.
    return db.$queryRaw`
      SELECT CAST(found.rowid AS TEXT) AS "place", entry."messageId" AS "messageId"
      FROM "SearchTokens" found
      CROSS JOIN "SearchEntry" entry ON entry."place" = found.rowid
      CROSS JOIN "Message" message ON message."id" = entry."messageId"
      CROSS JOIN "Chat" chat ON chat."id" = message."chatId"
      WHERE found."SearchTokens" MATCH ${match} AND found.rowid < ${before}
        AND chat."userId" = ${userId} AND chat."deletedAt" IS NULL
      ORDER BY found.rowid DESC LIMIT ${limit}`
  },
}
