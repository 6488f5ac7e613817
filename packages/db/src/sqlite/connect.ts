import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3'
import { isDriverAdapterError } from '@prisma/driver-adapter-utils'
import type { SqlDriverAdapter } from '@prisma/driver-adapter-utils'
import { DatabaseError, messageOf } from '../errors.ts'
import { makeFolder } from './path.ts'

/**
 * How long a statement waits for another process that writes, in milliseconds. The driver waits on the event loop: that
 * is for those who have nothing else to do, such as migrations.
 */
const busyTimeoutMs = 2_000

/**
 * Opens the file, making it and its folder when they are missing. Throws `DatabaseError` (`open`) when it cannot be
 * written or is no SQLite database.
 */
export async function connectSqlite(path: string): Promise<SqlDriverAdapter> {
  makeFolder(path)
  let connection: SqlDriverAdapter | undefined
  try {
    connection = await new PrismaBetterSqlite3({ url: path, timeout: busyTimeoutMs }).connect()
    await connection.executeScript('PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON; PRAGMA synchronous = NORMAL')
    await assertWritable(connection)
    return connection
  } catch (cause) {
    await connection?.dispose()
    throw new DatabaseError('open', `Cannot open ${path} as a SQLite database: ${messageOf(cause)}.`, { cause })
  }
}

/** A read-only file opens and answers; it is a write lock that it refuses. That another process holds it is fine. */
async function assertWritable(connection: SqlDriverAdapter): Promise<void> {
  try {
    await connection.executeScript('BEGIN IMMEDIATE; ROLLBACK')
  } catch (error) {
    if (!isDriverAdapterError(error) || error.cause.originalCode !== 'SQLITE_BUSY') throw error
  }
}
