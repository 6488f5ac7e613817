import type { SqlDriverAdapter } from '@prisma/driver-adapter-utils'
import { DatabaseError } from '../errors.ts'
import type { Provider } from '../provider.ts'
import type { Migration } from './files.ts'

/** A row of Prisma's own table. */
interface AppliedMigration {
  name: string
  checksum: string
  finished: boolean
}

const historyQuery = `SELECT "migration_name", "checksum", "finished_at" IS NOT NULL
  FROM "_prisma_migrations" WHERE "rolled_back_at" IS NULL ORDER BY "migration_name"`

/** What was applied to the database, in order; nothing when it is new. */
export async function readHistory(
  connection: SqlDriverAdapter,
  { historyExistsQuery }: Pick<Provider, 'historyExistsQuery'>,
): Promise<AppliedMigration[]> {
  const read = async (sql: string) => (await connection.queryRaw({ sql, args: [], argTypes: [] })).rows
  if ((await read(historyExistsQuery)).length === 0) return []
  return (await read(historyQuery)).map(([name, checksum, finished]) => (
    { name: String(name), checksum: String(checksum), finished: Boolean(finished) }
  ))
}

/**
 * The migrations that are still to be applied. Throws `DatabaseError` (`history`) when an applied one failed, was
 * edited afterwards, or is not in the folder (the database is newer than the program).
 */
export function pendingMigrations(migrations: Migration[], history: AppliedMigration[]): Migration[] {
  const byName = new Map(migrations.map((migration) => [migration.name, migration]))
  for (const { name, checksum, finished } of history) {
    const migration = byName.get(name)
    if (!finished) {
      throw new DatabaseError('history', `The migration ${name} was begun and never finished: restore a backup.`)
    }
    if (!migration) {
      throw new DatabaseError('history', `The database has the migration ${name}, which this version does not know: it is newer than the program.`)
    }
    if (migration.checksum !== checksum) {
      throw new DatabaseError('history', `The migration ${name} was edited after it was applied: put its text back and write a new one.`)
    }
  }
  const applied = new Set(history.map(({ name }) => name))
  return migrations.filter(({ name }) => !applied.has(name))
}
