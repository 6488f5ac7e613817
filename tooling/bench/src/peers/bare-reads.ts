import Database from 'better-sqlite3'
import Fastify from 'fastify'

export interface BareReadsSettings {
  /** A database of Parley's. */
  file: string
  /** Whether its values are kept out of the planner's sight, as Parley's are: see `compiled-once.ts`. */
  compiledOnce?: boolean
}

interface MessageRow { id: string, parentId: string | null, parts: string }

/**
 * Bare Fastify and better-sqlite3, each of a page's queries prepared once, on Parley's own tables. It believes whoever
 * says who they are, checks no input, looks for no siblings of a message, and builds no view. With `compiledOnce` it is
 * as fast as this stack reads them; without, SQLite compiles its queries anew each time, as it does for everybody.
 */
const { file, compiledOnce = false } = JSON.parse(process.argv[2] ?? '{}') as BareReadsSettings
const db = new Database(file, { readonly: true })
const asAsked = (sql: string): string => compiledOnce ? sql.replaceAll(/(?<=(?: =|LIMIT) )\?/g, 'likely(?)') : sql

const messages = db.prepare<[string, number, number], MessageRow>(asAsked(`
  WITH RECURSIVE branch AS (
    SELECT m.*, 1 AS depth FROM Chat c JOIN Message m ON m.id = c.activeLeafId
    WHERE c.id = ? AND c.userId = ? AND c.deletedAt IS NULL
    UNION ALL
    SELECT m.*, branch.depth + 1 FROM branch CROSS JOIN Message m WHERE m.id = branch.parentId AND branch.depth < ?
  )
  SELECT id, chatId, parentId, role, status, failure, parts, seq, model, rating, createdAt FROM branch ORDER BY depth`))

const chats = db.prepare<[number, number]>(asAsked(`
  SELECT id, title, preview, persona, instructions, model, pinnedAt, archivedAt, activeLeafId, contextAfterId, createdAt,
    activeAt, EXISTS (SELECT 1 FROM Generation g WHERE g.chatId = Chat.id) AS running
  FROM Chat WHERE userId = ? AND deletedAt IS NULL AND archivedAt IS NULL
  ORDER BY pinnedAt DESC, activeAt DESC, id DESC LIMIT ?`))

const app = Fastify({ forceCloseConnections: true })

app.get<{ Querystring: { userId: string, chatId: string, limit: string } }>('/messages', async ({ query }) => {
  const rows = messages.all(query.chatId, Number(query.userId), Number(query.limit))
  return {
    items: rows.map((row) => ({ ...row, parts: JSON.parse(row.parts) as unknown })),
    nextCursor: rows.at(-1)?.parentId ?? null,
  }
})

app.get<{ Querystring: { userId: string, limit: string } }>('/chats', async ({ query }) =>
  ({ items: chats.all(Number(query.userId), Number(query.limit)) }))

process.once('SIGTERM', () => void app.close().then(() => db.close()))
process.stdout.write(`listening at ${await app.listen({ host: '127.0.0.1', port: 0 })}\n`)
