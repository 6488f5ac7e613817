import type { SqlDriverAdapter } from '@prisma/driver-adapter-utils'
import { DatabaseError } from '../errors.ts'

/** How long to wait for a migration that another process runs. Nothing is served yet, so blocking is fine. */
const otherMigrationMs = 60_000

/**
 * Holds SQLite's write lock for the whole of a migration, in one transaction: a failure or a SIGKILL halfway leaves the
 * file as it was. Foreign keys are off meanwhile, as tables are made anew and swapped, and are checked before the end.
 */
export async function sqliteMigrationLock(connection: SqlDriverAdapter, work: () => Promise<void>): Promise<void> {
  await connection.executeScript(`PRAGMA busy_timeout = ${otherMigrationMs}`)
  await connection.executeScript('PRAGMA foreign_keys = OFF; PRAGMA synchronous = FULL; BEGIN IMMEDIATE')
  try {
    await work()
    const { rows } = await connection.queryRaw({ sql: 'PRAGMA foreign_key_check', args: [], argTypes: [] })
    if (rows.length > 0) {
      throw new DatabaseError('migration', `The migration leaves rows of ${String(rows[0]?.[0])} that point to nothing.`)
    }
    await connection.executeScript('COMMIT')
  } catch (error) {
    await connection.executeScript('ROLLBACK').catch(() => undefined)
    throw error
  }
}
