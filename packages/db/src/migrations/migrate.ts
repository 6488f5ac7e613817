import { DatabaseError, messageOf } from '../errors.ts'
import { providerOf } from '../provider.ts'
import { applyMigration } from './engine.ts'
import { readMigrations } from './files.ts'
import type { Migration } from './files.ts'
import { pendingMigrations, readHistory } from './history.ts'

export interface MigrateOptions {
  /** Where the migrations stand; the ones of this package by default. */
  folder?: string
}

/**
 * Brings the database behind `url` up to date and returns the names of the migrations that it applied, none when there
 * was nothing to do. Safe when several processes start at once. Throws `DatabaseError`; a migration that fails leaves
 * nothing behind.
 */
export async function migrate(url: string, options: MigrateOptions = {}): Promise<string[]> {
  const provider = providerOf(url)
  const folder = options.folder ?? provider.migrationsFolder
  const migrations = await readMigrations(folder)
  const connection = await provider.connect()
  try {
    const pending = async (): Promise<Migration[]> => (
      pendingMigrations(migrations, await readHistory(connection, provider))
    )
    if ((await pending()).length === 0) return []

    const applied: string[] = []
    await provider.lockForMigration(connection, async () => {
      for (const migration of await pending()) {
        await applyMigration(connection, migration, { folder, migrations })
        applied.push(migration.name)
      }
    })
    return applied
  } catch (cause) {
    if (cause instanceof DatabaseError) throw cause
    throw new DatabaseError('migration', `The database could not be migrated: ${messageOf(cause)}`, { cause })
  } finally {
    await connection.dispose()
  }
}
