import type { SqlDriverAdapter, SqlQueryable } from '@prisma/driver-adapter-utils'
import type { DirectStatement } from '../direct/direct.ts'
import { asDriverError, toBound } from './driver.ts'

/** As much of better-sqlite3 as is used here. */
interface Driver {
  prepare: (sql: string) => { bind: (values: unknown[]) => { run: () => { changes: number } } }
}

/**
 * All of the statements or none of them, in one transaction; resolves to the rows that each changed. They run in one
 * go, past the adapter and its promises, which cost as much as a small statement. For whoever has the turn.
 */
export async function executeAll(
  connection: SqlQueryable,
  statements: readonly DirectStatement[],
): Promise<number[]> {
  const { client } = connection as SqlDriverAdapter & { client: Driver }
  const say = (sql: string): Promise<number> => connection.executeRaw({ sql, args: [], argTypes: [] })
  await say('BEGIN IMMEDIATE')
  try {
    const changed = statements.map(({ sql, values }) => client.prepare(sql).bind(values.map(toBound)).run().changes)
    await say('COMMIT')
    return changed
  } catch (error) {
    // SQLite may have done it itself, when the disk is full.
    await say('ROLLBACK').catch(() => undefined)
    throw asDriverError(error)
  }
}
