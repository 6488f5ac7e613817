import { rmSync } from 'node:fs'
import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDatabase } from './database.ts'
import type { Database } from './database.ts'
import type { ProviderName } from './provider.ts'
import { migrate } from './migrations/migrate.ts'

export const testProviders: ProviderName[] = ['sqlite']

export interface TestDatabase extends AsyncDisposable {
  database: Database
  /** For a second connection, or a server of its own. */
  url: string
  /** Closes the database and deletes its folder, as `await using` does at the end of its block. */
  dispose: () => Promise<void>
}

/** Migrated once per process; each test gets a copy. */
let template: Promise<string> | undefined

async function makeTemplate(): Promise<string> {
  const folder = await makeFolder()
  process.once('exit', () => {
    rmSync(folder, { recursive: true, force: true })
  })
  const path = join(folder, 'template.db')
  await migrate(`file:${path}`)
  return path
}

function makeFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'parley-db-'))
}

/** A real, migrated and empty SQLite database in a temporary folder. For tests only. */
export async function createTestDatabase({ provider }: { provider?: ProviderName } = {}): Promise<TestDatabase> {
  if (provider === 'postgresql') throw new Error('later')
  template ??= makeTemplate()
  const folder = await makeFolder()
  const path = join(folder, 'test.db')
  await copyFile(await template, path)
  const url = `file:${path}`
  const database = await createDatabase(url)

  async function dispose(): Promise<void> {
    await database.$disconnect()
    await rm(folder, { recursive: true, force: true })
  }
  return { database, url, dispose, [Symbol.asyncDispose]: dispose }
}
