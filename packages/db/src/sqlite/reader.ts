import Sqlite from 'better-sqlite3'
import type { Statement } from 'better-sqlite3'
import type { DirectRow } from '../direct/direct.ts'
import { compiledOnce } from './compiled-once.ts'
import { asDriverError, toBound } from './driver.ts'
import { patiently } from './patience.ts'
import { createRecentlyUsed } from './recently-used.ts'

/** Statements kept prepared: more than there are fixed texts, so that those made up by lists push out none for long. */
const mostPrepared = 100

export interface SqliteReader {
  /** What the statement reads of what is committed. Errors are those of Prisma's adapter. */
  read: (sql: string, values: readonly unknown[]) => Promise<DirectRow[]>
  close: () => void
}

/**
 * Reads an open SQLite file through a connection of its own, which in WAL mode waits for no transaction, as statements
 * in the one that writes do, and gives rows as SQLite has them, not mapped by Prisma's adapter. What was committed
 * before a statement begins is what it sees, also when that is not durable yet.
 */
export function openSqliteReader(path: string): SqliteReader {
  // `timeout`: what SQLite itself waits for a lock would hold the event loop.
  const connection = new Sqlite(path, { readonly: true, timeout: 0 })
  const prepared = createRecentlyUsed<Statement>(mostPrepared)

  function readNow(sql: string, values: readonly unknown[]): DirectRow[] {
    try {
      return prepared.use(sql, () => connection.prepare(compiledOnce(sql))).all(...values.map(toBound)) as DirectRow[]
    } catch (error) {
      throw asDriverError(error)
    }
  }

  return {
    read: (sql, values) => patiently(async () => readNow(sql, values)),
    close: () => void connection.close(),
  }
}
