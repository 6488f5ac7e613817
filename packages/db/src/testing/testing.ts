import { inject } from 'vitest'
import { createDatabase } from '../database.ts'
import type { Database } from '../database.ts'
import type { ProviderName } from '../provider.ts'
import { makePostgresqlDatabase, testServerUrl } from './postgresql-databases.ts'
import { makeSqliteDatabase } from './sqlite-databases.ts'

export type { PostgresqlServer } from './postgresql-server.ts'
export { startPostgresqlServer } from './postgresql-server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** What a project's tests run on when they do not say; SQLite when its config does not either. */
    testProvider: ProviderName
  }
}

export interface TestDatabase extends AsyncDisposable {
  database: Database
  /** For a second connection, or a server of its own. */
  url: string
  /** Closes the database and deletes it, as `await using` does at the end of its block. */
  dispose: () => Promise<void>
}

/**
 * The databases to run a suite on: `describe.each(testProviders)`. PostgreSQL is among them when vitest.config.ts has
 * `globalSetup: ['@parley/db/testing/setup']` and it can run here.
 */
export const testProviders: ProviderName[] = testServerUrl() === undefined ? ['sqlite'] : ['sqlite', 'postgresql']

const make = { sqlite: makeSqliteDatabase, postgresql: makePostgresqlDatabase }

/**
 * A real, migrated and empty database of a test's own: what the project's `provide: { testProvider }` says, SQLite when
 * it says nothing. For tests only.
 */
export async function createTestDatabase(
  { provider = inject('testProvider') as ProviderName | undefined ?? 'sqlite' }: { provider?: ProviderName } = {},
): Promise<TestDatabase> {
  const { url, drop } = await make[provider]({ migrated: true })
  const database = await createDatabase(url)

  async function dispose(): Promise<void> {
    await database.$disconnect()
    await drop()
  }
  return { database, url, dispose, [Symbol.asyncDispose]: dispose }
}

/** The URL of a database in which there is nothing yet. */
export async function createEmptyDatabase(provider: ProviderName): Promise<{ url: string } & AsyncDisposable> {
  const { url, drop } = await make[provider]({ migrated: false })
  return { url, [Symbol.asyncDispose]: drop }
}
