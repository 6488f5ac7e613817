import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createDatabase } from '../database.ts'
import { providerOf } from '../provider.ts'
import { readMigrations } from './files.ts'
import { migrate } from './migrate.ts'

let root: string
let url: string
let folder: string
/** The migrations of this package. */
let ours: string[]

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'parley-migrate-'))
  url = `file:${join(root, 'data', 'test.db')}`
  folder = join(root, 'migrations')
  await cp(providerOf(url).migrationsFolder, folder, { recursive: true })
  ours = (await readMigrations(folder)).map(({ name }) => name)
})
afterEach(() => rm(root, { recursive: true }))

async function write(name: string, script: string): Promise<void> {
  await mkdir(join(folder, name), { recursive: true })
  await writeFile(join(folder, name, 'migration.sql'), script)
}

async function query(sql: string): Promise<unknown[]> {
  const connection = await providerOf(url).connect()
  const { rows } = await connection.queryRaw({ sql, args: [], argTypes: [] }).finally(() => connection.dispose())
  return rows
}

const tables = () => query(`SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name`)

test('a new file gets every migration once, and the history that Prisma itself would write', async () => {
  await write('20270101000000_note', 'CREATE TABLE "Note" ("id" TEXT NOT NULL PRIMARY KEY);')
  expect(await migrate(url, { folder })).toEqual([...ours, '20270101000000_note'])
  expect(await migrate(url, { folder })).toEqual([])
  expect(await tables()).toContainEqual(['Note'])
  const history = await query(`SELECT migration_name, finished_at > 0, rolled_back_at, applied_steps_count, length(checksum)
    FROM _prisma_migrations ORDER BY migration_name`)
  expect(history).toEqual([...ours, '20270101000000_note'].map((name) => [name, 1, null, 1, 64]))
})

test('a later migration finds the rows of the ones before, and may swap a table that others point to', async () => {
  await migrate(url, { folder })
  const before = await createDatabase(url)
  await before.user.create({ data: { id: 1n, firstName: 'Ana', chats: { create: { id: 'chat' } } } })
  await before.$disconnect()
  await write('20270101000000_swap', `
    PRAGMA foreign_keys=OFF;
    CREATE TABLE "new_User" AS SELECT * FROM "User";
    DROP TABLE "User";
    ALTER TABLE "new_User" RENAME TO "User";
    CREATE UNIQUE INDEX "User_id" ON "User"("id");
    PRAGMA foreign_keys=ON;`)
  expect(await migrate(url, { folder })).toEqual(['20270101000000_swap'])
  const after = await createDatabase(url)
  expect(await after.chat.count()).toBe(1)
  await after.$disconnect()
})

describe('a migration that fails leaves nothing behind, and works once it is put right', () => {
  test.each([
    ['a wrong statement', 'CREATE TABLE "Note" ("id" TEXT); CREATE TABLE Oops (', /20270101000000_bad failed: incomplete input/],
    ['a row that points to nothing', `CREATE TABLE "Note" ("id" TEXT); INSERT INTO "Chat" ("id", "userId") VALUES ('a', 9);`, /rows of Chat that point to nothing/],
  ])('%s', async (_, script, reason) => {
    await write('20270101000000_bad', script)
    await expect(migrate(url, { folder })).rejects.toMatchObject({ name: 'DatabaseError', kind: 'migration', message: reason })
    expect(await tables()).toEqual([])
    await write('20270101000000_bad', 'CREATE TABLE "Note" ("id" TEXT);')
    expect(await migrate(url, { folder })).toEqual([...ours, '20270101000000_bad'])
  })
})

describe('a history that is not ours is refused and left alone', () => {
  beforeEach(async () => {
    await write('20270101000000_note', 'CREATE TABLE "Note" ("id" TEXT);')
    await migrate(url, { folder })
  })

  test('an edited migration', async () => {
    await write('20270101000000_note', 'CREATE TABLE "Note" ("id" TEXT, "more" TEXT);')
    await expect(migrate(url, { folder })).rejects.toMatchObject({ kind: 'history', message: /note was edited after/ })
  })

  test('a migration that this version does not know', async () => {
    await rm(join(folder, '20270101000000_note'), { recursive: true })
    await expect(migrate(url, { folder })).rejects.toMatchObject({ kind: 'history', message: /newer than the program/ })
  })

  test('a migration that was begun by another tool and never finished', async () => {
    await query('UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name LIKE \'%note\'')
    await expect(migrate(url, { folder })).rejects.toMatchObject({ kind: 'history', message: /never finished/ })
  })

  test('somebody else\'s database', async () => {
    url = `file:${join(root, 'other.db')}`
    await query('CREATE TABLE "Recipe" ("id" TEXT)')
    await expect(migrate(url, { folder })).rejects.toMatchObject({ kind: 'migration', message: /not empty/ })
    expect(await tables()).toEqual([['Recipe']])
  })
})

test('four processes that start at once on a new file all come up', async () => {
  const module = JSON.stringify(join(import.meta.dirname, 'migrate.ts'))
  const script = `import { migrate } from ${module}; console.log(JSON.stringify(await migrate(${JSON.stringify(url)})))`
  const run = promisify(execFile)
  const outputs = await Promise.all([1, 2, 3, 4].map(() => run(process.execPath, ['--input-type=module', '-e', script])))
  const applied = outputs.map(({ stdout }) => JSON.parse(stdout) as string[])
  expect(applied.flat()).toEqual(ours)
})
