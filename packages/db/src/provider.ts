import { join } from 'node:path'
import type { SqlDriverAdapter } from '@prisma/driver-adapter-utils'
import type { SharedConnection } from './direct/direct.ts'
import { DatabaseError } from './errors.ts'
import { postgresqlMigrationLock } from './postgresql/lock.ts'
import { connectSqlite } from './sqlite/connect.ts'
import { sqliteMigrationLock } from './sqlite/lock.ts'
import { sqlitePath } from './sqlite/path.ts'
import { connectSharedSqlite } from './sqlite/shared.ts'

export type ProviderName = 'sqlite' | 'postgresql'

/** One kind of database: all that differs between them. */
export interface Provider {
  name: ProviderName
  /** As Prisma's adapters call it. */
  adapterProvider: SqlDriverAdapter['provider']
  /** A connection for one user at a time, for migrations. */
  connect: () => Promise<SqlDriverAdapter>
  /** A connection that many can share, for the Prisma client. */
  connectShared: () => Promise<SharedConnection>
  /** Runs `work` while no other process migrates the database; what fails leaves nothing behind. */
  lockForMigration: (connection: SqlDriverAdapter, work: () => Promise<void>) => Promise<void>
  /** A query that gives a row when there is a table `_prisma_migrations`. */
  historyExistsQuery: string
  migrationsFolder: string
}

const migrationsFolder = join(import.meta.dirname, '..', 'prisma', 'migrations')

/** Chooses the kind of database by the scheme of its URL. Throws `DatabaseError` (`url`) for an unknown one. */
export function providerOf(url: string): Provider {
  if (url.startsWith('file:')) return sqlite(sqlitePath(url))
  if (/^postgres(ql)?:\/\//.test(url)) return postgresql(url)
  const scheme = /^[a-z][a-z\d+.-]*:/i.exec(url)?.[0] ?? 'no scheme'
  throw new DatabaseError('url', 'The database URL starts with file: (SQLite), such as file:./data/parley.db, or with '
    + `postgresql: (PostgreSQL); this one has ${scheme}.`)
}

function sqlite(path: string): Provider {
  return {
    name: 'sqlite',
    adapterProvider: 'sqlite',
    connect: () => connectSqlite(path),
    connectShared: () => connectSharedSqlite(path),
    lockForMigration: sqliteMigrationLock,
    historyExistsQuery: `SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '_prisma_migrations'`,
    migrationsFolder: join(migrationsFolder, 'sqlite'),
  }
}

function postgresql(url: string): Provider {
  return {
    name: 'postgresql',
    adapterProvider: 'postgres',
    // Loaded only where there is one: a server on SQLite starts sooner without its driver.
    connect: async () => (await import('./postgresql/connect.ts')).connectPostgresql(url, 'single'),
    connectShared: async () => (await import('./postgresql/shared.ts')).connectSharedPostgresql(url),
    lockForMigration: postgresqlMigrationLock,
    // Not to_regclass(): after the wait for the lock it may still answer from before.
    historyExistsQuery: `SELECT 1 FROM pg_tables
      WHERE schemaname = current_schema() AND tablename = '_prisma_migrations'`,
    migrationsFolder: join(migrationsFolder, 'postgresql'),
  }
}
