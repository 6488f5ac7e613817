import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { createDatabase } from '../database.ts'
import { createTestDatabase } from '../testing/testing.ts'
import { connectSqlite } from './connect.ts'

async function pragma(path: string, name: string): Promise<unknown> {
  const connection = await connectSqlite(path)
  const { rows } = await connection.queryRaw({ sql: `PRAGMA ${name}`, args: [], argTypes: [] })
  await connection.dispose()
  return rows[0]?.[0]
}

test('a connection writes ahead, checks foreign keys and waits for others', async () => {
  await using test = await createTestDatabase()
  const path = test.url.slice('file:'.length)
  expect(await pragma(path, 'journal_mode')).toBe('wal')
  expect(await pragma(path, 'foreign_keys')).toBe(1)
  expect(await pragma(path, 'synchronous')).toBe(1)
  expect(await pragma(path, 'busy_timeout')).toBe(2_000)
})

test('folders that are missing are made', async () => {
  await using test = await createTestDatabase()
  const path = join(dirname(test.url.slice('file:'.length)), 'new', 'deeper', 'other.db')
  const database = await createDatabase(`file:${path}`)
  await database.$disconnect()
  expect((await readFile(path)).byteLength).toBeGreaterThan(0)
})

test('what cannot be opened is said with its path', async () => {
  await using test = await createTestDatabase()
  const folder = dirname(test.url.slice('file:'.length))
  await writeFile(join(folder, 'letter.txt'), 'Dear reader, this is not a database, and it is long enough to tell.')
  await mkdir(join(folder, 'folder.db'))

  const open = (name: string) => createDatabase(`file:${join(folder, name)}`)
  await expect(open('letter.txt')).rejects.toMatchObject({ kind: 'open', message: /letter\.txt .*not a database/ })
  await expect(open('folder.db')).rejects.toMatchObject({ kind: 'open', message: /folder\.db .*unable to open/ })
  await expect(open('letter.txt/a.db')).rejects.toMatchObject({ kind: 'open', message: /Cannot make the folder/ })
  expect(await readFile(join(folder, 'letter.txt'), 'utf8')).toMatch(/^Dear reader/)
})
