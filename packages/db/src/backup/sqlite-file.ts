import type { SqlDriverAdapter } from '@prisma/driver-adapter-utils'
import { DatabaseError } from '../errors.ts'
import { connectSqlite } from '../sqlite/connect.ts'

/** Rows of the first column. */
export async function ask(connection: SqlDriverAdapter, sql: string): Promise<unknown[]> {
  const { rows } = await connection.queryRaw({ sql, args: [], argTypes: [] })
  return rows.map(([first]) => first)
}

/**
 * Passes when the file is a whole SQLite database that Parley made: its pages and indexes agree, and every row that
 * points to another finds it. Throws `DatabaseError` (`open`). It reads the whole file.
 */
export async function assertSound(path: string): Promise<void> {
  const connection = await connectSqlite(path)
  try {
    const [verdict] = await ask(connection, 'PRAGMA integrity_check(1)')
    if (verdict !== 'ok') throw new DatabaseError('open', `${path} is damaged: ${String(verdict)}.`)
    const [orphans] = await ask(connection, 'PRAGMA foreign_key_check')
    if (orphans !== undefined) throw new DatabaseError('open', `${path} has rows of ${String(orphans)} that point to nothing.`)
    const [history] = await ask(connection, `SELECT count(*) FROM sqlite_master WHERE name = '_prisma_migrations'`)
    if (Number(history) === 0) throw new DatabaseError('open', `${path} is no database of Parley's.`)
    // One file again, with nothing beside it.
    await ask(connection, 'PRAGMA journal_mode = DELETE')
  } finally {
    await connection.dispose()
  }
}
