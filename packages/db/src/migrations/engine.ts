import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import type { SqlDriverAdapter } from '@prisma/driver-adapter-utils'
import type * as SchemaEngineModule from '@prisma/schema-engine-wasm'
import { DatabaseError, messageOf } from '../errors.ts'
import type { Migration } from './files.ts'

type EngineModule = typeof SchemaEngineModule
type SchemaEngine = SchemaEngineModule.SchemaEngine

/** The part of the global that is used here; its types come with the browser's library only. */
interface WebAssemblyGlobal {
  instantiate: (binary: Uint8Array, imports: object) => Promise<{ instance: { exports: Record<string, unknown> } }>
}

/** The module holds one WebAssembly instance for all its engines, so it is filled once per process. */
let loading: Promise<EngineModule> | undefined

/** Five megabytes: loaded only when there is something to migrate. */
async function loadEngine(): Promise<EngineModule> {
  const engine = await import('@prisma/schema-engine-wasm/schema_engine_bg')
  const folder = dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm'))
  const binary = await readFile(join(folder, 'schema_engine_bg.wasm'))
  const { WebAssembly } = globalThis as unknown as { WebAssembly: WebAssemblyGlobal }
  const { instance } = await WebAssembly.instantiate(binary, { './schema_engine_bg.js': { ...engine } })
  engine.__wbg_set_wasm(instance.exports)
  const start = instance.exports['__wbindgen_start']
  if (typeof start === 'function') start()
  return engine
}

/** Runs `work` with Prisma's migration engine on a connection that stays the caller's. */
async function withEngine<T>(connection: SqlDriverAdapter, work: (engine: SchemaEngine) => Promise<T>): Promise<T> {
  loading ??= loadEngine()
  const { SchemaEngine } = await loading
  const borrowed: SqlDriverAdapter = {
    provider: connection.provider,
    adapterName: connection.adapterName,
    queryRaw: (query) => connection.queryRaw(query),
    executeRaw: (query) => connection.executeRaw(query),
    executeScript: (script) => connection.executeScript(script),
    startTransaction: (level) => connection.startTransaction(level),
    dispose: () => Promise.resolve(),
  }
  const factory = bindMigrationAwareSqlAdapterFactory({
    provider: connection.provider,
    adapterName: connection.adapterName,
    connect: () => Promise.resolve(borrowed),
    connectToShadowDb: () => Promise.reject(new Error('no shadow database is used')),
  })
  const engine = await SchemaEngine.new({ datamodels: undefined }, () => undefined, factory)
  try {
    return await work(engine)
  } finally {
    engine.free()
  }
}

const noFilters = { externalTables: [], externalEnums: [] }

/**
 * Applies one migration of `migrations`, those before it being applied, and writes `_prisma_migrations` as
 * `prisma migrate deploy` does. Throws `DatabaseError` (`migration`).
 */
export async function applyMigration(
  connection: SqlDriverAdapter,
  { name }: Migration,
  { folder, migrations }: { folder: string, migrations: Migration[] },
): Promise<void> {
  const migrationsList = {
    baseDir: folder,
    lockfile: { path: 'migration_lock.toml', content: null },
    shadowDbInitScript: '',
    migrationDirectories: migrations.filter((migration) => migration.name <= name).map((migration) => (
      { path: migration.name, migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value: migration.script } } }
    )),
  }
  try {
    await withEngine(connection, (engine) => engine.applyMigrations({ filters: noFilters, migrationsList }))
  } catch (cause) {
    throw new DatabaseError('migration', `The migration ${name} failed: ${messageOf(cause)}.`, { cause })
  }
}

/**
 * The SQL that leads from what the database is to what `schema` says; empty when they agree. Tables that Prisma cannot
 * describe (full-text search) are named in `externalTables` and left out of the comparison.
 */
export async function diffToSchema(
  connection: SqlDriverAdapter,
  schema: string,
  externalTables: string[],
): Promise<string> {
  const files = [{ path: 'schema.prisma', content: schema }]
  const { stdout } = await withEngine(connection, (engine) => engine.diff({
    from: { tag: 'schemaDatasource', files, configDir: '.' },
    to: { tag: 'schemaDatamodel', files },
    script: true,
    exitCode: null,
    filters: { externalTables, externalEnums: [] },
  }))
  return stdout ?? ''
}
