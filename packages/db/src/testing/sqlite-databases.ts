import { rmSync } from 'node:fs'
import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { migrate } from '../migrations/migrate.ts'

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

/** Makes a database in a folder of its own and returns its URL and what deletes it. `migrated`: with all tables. */
export async function makeSqliteDatabase({ migrated }: { migrated: boolean }) {
  const folder = await makeFolder()
  const path = join(folder, 'test.db')
  if (migrated) {
    template ??= makeTemplate()
    await copyFile(await template, path)
  }
  return { url: `file:${path}`, drop: () => rm(folder, { recursive: true, force: true }) }
}
