import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createDatabase } from '../database.ts'
import { migrate } from '../migrations/migrate.ts'
import { searchMessages } from '../search/search-messages.ts'
import { chain, seed } from '../tree/fixtures.ts'
import { backupSqlite } from './backup.ts'
import { restoreSqlite } from './restore.ts'

let root: string
let url: string
let copy: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'parley-backup-'))
  url = `file:${join(root, 'parley.db')}`
  copy = join(root, 'backups', 'copy.db')
  await migrate(url)
})
afterEach(() => rm(root, { recursive: true }))

async function userIds(): Promise<number[]> {
  const database = await createDatabase(url)
  const rows = await database.user.findMany({ select: { id: true } })
  await database.$disconnect()
  return rows.map(({ id }) => Number(id))
}

test('a backup taken while another process writes is whole, and is refused in its place until that has stopped', async () => {
  const writer = spawn(process.execPath, [join(import.meta.dirname, '..', 'killed.fixture.ts'), url], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exit = once(writer, 'exit')
  let acknowledged = 0
  const lines = createInterface(writer.stdout).on('line', (line) => (acknowledged = Number(line)))
  try {
    while (acknowledged < 20) await once(lines, 'line')
    const atStart = acknowledged
    await backupSqlite(url, copy)
    const atEnd = acknowledged
    await expect(restoreSqlite(url, copy)).rejects.toMatchObject({ kind: 'open', message: /open: stop the server/ })
    while (acknowledged <= atEnd) await once(lines, 'line')
    writer.kill('SIGKILL')
    await exit

    const inUse = new Set(await userIds())
    const before = await restoreSqlite(url, copy)
    const ids = new Set(await userIds())
    expect(Array.from({ length: atStart }, (_, index) => index + 1).filter((id) => !ids.has(id))).toEqual([])
    expect([...ids].filter((id) => id % 2 !== 0 && !ids.has(-id))).toEqual([])
    expect(ids.size).toBeLessThan(inUse.size)

    await restoreSqlite(url, before ?? '')
    expect(new Set(await userIds())).toEqual(inUse)
  } finally {
    writer.kill('SIGKILL')
    await exit
  }
})

test('a restored database is searched and written as before', async () => {
  const first = await createDatabase(url)
  await seed(first, chain(30))
  await first.message.delete({ where: { id: 'm29' } })
  expect((await searchMessages(first, { userId: 1n, text: 'message', limit: 50 })).items).toHaveLength(29)
  await backupSqlite(url, copy)
  await first.message.deleteMany()
  await first.$disconnect()
  await restoreSqlite(url, copy)

  const database = await createDatabase(url)
  const { items } = await searchMessages(database, { userId: 1n, text: 'message 17', limit: 50 })
  expect(items.map(({ id }) => id)).toEqual(['m17'])
  await database.user.create({ data: { id: 2n, firstName: 'Bo' } })
  await database.$disconnect()
  expect(await migrate(url)).toEqual([])
})

test('what is not a whole database of Parley\'s is not restored, and what is there stays', async () => {
  const database = await createDatabase(url)
  await seed(database, chain(300))
  await database.$disconnect()
  await backupSqlite(url, copy)
  const bytes = await readFile(copy)
  const damaged = Buffer.from(bytes)
  damaged.fill(0x5a, 8_192, 40_960)
  const before = await readFile(join(root, 'parley.db'))
  for (const content of [damaged, bytes.subarray(0, 20_000), 'a letter', '']) {
    const other = join(root, 'other.db')
    await writeFile(other, content)
    await expect(restoreSqlite(url, other)).rejects.toMatchObject({ name: 'DatabaseError' })
  }
  await expect(restoreSqlite(url, join(root, 'missing.db'))).rejects.toMatchObject({ kind: 'open' })
  expect(await readFile(join(root, 'parley.db'))).toEqual(before)
  expect((await readdir(root)).toSorted()).toEqual(['backups', 'other.db', 'parley.db'])
})

test('a database that is damaged beyond opening gives way to its backup', async () => {
  await backupSqlite(url, copy)
  await writeFile(join(root, 'parley.db'), 'nothing of use'.repeat(1_000))
  const before = await restoreSqlite(url, copy)
  expect(await readFile(before ?? '', 'utf8')).toMatch(/^nothing of use/)
  expect(await userIds()).toEqual([])
})

test('a backup takes the place of nothing', async () => {
  await writeFile(join(root, 'precious.txt'), 'mine')
  await expect(backupSqlite(url, join(root, 'precious.txt'))).rejects.toMatchObject({ message: /exists already/ })
  await expect(backupSqlite(`file:${join(root, 'none.db')}`, copy)).rejects.toMatchObject({ message: /no database/ })
  expect(existsSync(join(root, 'none.db'))).toBe(false)
  await backupSqlite(url, copy)
  await copyFile(copy, join(root, 'fresh.db'))
  await rm(join(root, 'parley.db'))
  expect(await restoreSqlite(url, copy)).toBe(null)
  expect(await userIds()).toEqual([])
})
