import { Prisma } from '../generated/sqlite/client.ts'
import { ownToken } from './own-token.ts'
import type { SearchEngine } from './port.ts'

/** A tsvector of our own tokens; no configuration of PostgreSQL's has a say in it. https://www.postgresql.org/docs/current/textsearch.html */
export const postgresSearch: SearchEngine = {
  insert(tx, entries) {
    const rows = entries.map(({ place, messageId, tokens }) => (
      Prisma.sql`(${place}, ${messageId}, array_to_tsvector(string_to_array(${tokens.join(' ')}, ' ')))`
    ))
    return tx.$executeRaw`INSERT INTO "SearchEntry" ("place", "messageId", "tokens") VALUES ${Prisma.join(rows)}`
  },

  find(db, { userId, wanted, before, limit }) {
    // Tokens hold letters, marks and digits only; quoted, none of them is an operator.
    const query = wanted.map(({ token, prefix }) => `'${ownToken(userId, token)}'${prefix ? ':*' : ''}`).join(' & ')
    return db.$queryRaw`
      SELECT entry."place"::text AS "place", entry."messageId" AS "messageId"
      FROM "SearchEntry" entry
      JOIN "Message" message ON message."id" = entry."messageId"
      JOIN "Chat" chat ON chat."id" = message."chatId"
      WHERE entry."tokens" @@ ${query}::tsquery AND entry."place" < ${before}
        AND chat."userId" = ${userId} AND chat."deletedAt" IS NULL
      ORDER BY entry."place" DESC LIMIT ${limit}`
  },
}
