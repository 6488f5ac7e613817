import { execFile } from 'node:child_process'
import { copyFile } from 'node:fs/promises'
import process from 'node:process'
import { promisify } from 'node:util'
import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { createDirect } from '../direct/direct.ts'
import { isBusyOrFull } from '../error-codes.ts'
import { Prisma } from '../generated/sqlite/client.ts'
import { createEmptyDatabase } from '../testing/testing.ts'
import { connectSqlite } from './connect.ts'
import { serialized } from './serialized.ts'
import { openWal } from './wal-sync.ts'

/** A shared connection on a new file, whose syncs, and the opening for them, do what is given before they are real. */
async function open(datasync: () => Promise<void>, opening: () => Promise<void> = async () => {}) {
  const { url, [Symbol.asyncDispose]: drop } = await createEmptyDatabase('sqlite')
  const path = url.slice('file:'.length)
  const connection = await serialized(await connectSqlite(path), path, async () => {
    await opening()
    const file = await openWal(path)
    return {
      datasync: async () => {
        await datasync()
        await file.datasync()
      },
      close: async () => file.close(),
    }
  })
  const direct = createDirect(() => connection)
  await direct.execute(Prisma.sql`CREATE TABLE t (n INTEGER)`)
  return {
    path,
    connection,
    direct,
    insert: (n: number) => direct.transaction((queries) => queries.execute(Prisma.sql`INSERT INTO t VALUES (${n})`)),
    count: async () => Number((await direct.query(Prisma.sql`SELECT COUNT(*) AS n FROM t`))[0]?.['n']),
    async [Symbol.asyncDispose]() {
      await connection.dispose()
      await drop()
    },
  }
}

test('a transaction is durable when the disk says so, and others go on meanwhile', async () => {
  const disk = Promise.withResolvers<undefined>()
  let isDurable = false
  await using database = await open(() => disk.promise)
  const { durable } = await database.insert(1)
  void durable.then(() => (isDurable = true))
  expect(await database.count()).toBe(1)
  await new Promise(setImmediate)
  expect(isDurable).toBe(false)
  disk.resolve(undefined)
  await durable
})

test('a transaction of Prisma\'s kind is committed when it is durable', async () => {
  const disk = Promise.withResolvers<undefined>()
  let isOver = false
  await using database = await open(() => disk.promise)
  const transaction = await database.connection.startTransaction()
  await transaction.executeRaw({ sql: 'INSERT INTO t VALUES (1)', args: [], argTypes: [] })
  await transaction.executeRaw({ sql: 'COMMIT', args: [], argTypes: [] })
  const over = transaction.commit().then(() => (isOver = true))
  expect(await database.count()).toBe(1)
  expect(isOver).toBe(false)
  disk.resolve(undefined)
  await over
})

test('a disk that fails is told, as a database that cannot write; then all of the log is stored anew', async () => {
  let isBroken = false
  await using database = await open(async () => {
    if (isBroken) throw Object.assign(new Error('EIO'), { code: 'EIO' })
  })
  await (await database.insert(1)).durable
  isBroken = true
  const { durable } = await database.insert(2)
  const error: unknown = await durable.catch((thrown: unknown) => thrown)
  expect(isBusyOrFull(error)).toBe(true)
  // Not by the log, whose sync would not be believed: by the file.
  await (await database.insert(3)).durable
  expect(await rowsInFile(database.path)).toBe(3)
  // The log is whole again, and so is its sync.
  await expect(database.insert(4).then(({ durable: again }) => again)).rejects.toThrow('EIO')
  isBroken = false
  await (await database.insert(5)).durable
  await (await database.insert(6)).durable
  expect(await database.count()).toBe(6)
})

test('what was committed is synced for who asks, once, and is not told as durable while the disk fails', async () => {
  let isBroken = false
  let syncs = 0
  await using database = await open(async () => {
    syncs++
    if (isBroken) throw new Error('EIO')
  })
  await (await database.insert(1)).durable
  expect(syncs).toBe(1)
  await database.direct.sync()
  expect(syncs).toBe(1)
  // The log is in use, so that after a sync that failed it cannot be stored anew.
  const reader = new Sqlite(database.path)
  reader.exec('BEGIN; SELECT * FROM t')
  isBroken = true
  const { durable } = await database.insert(2)
  await expect(durable).rejects.toThrow('EIO')
  await expect(database.direct.sync()).rejects.toThrow('in use')
  reader.close()
  await database.direct.sync()
  expect(await rowsInFile(database.path)).toBe(2)
})

test('a transaction that still waits when the connection is closed is durable too', async () => {
  const slowly = async () => await new Promise<void>((resolve) => setImmediate(resolve))
  await using database = await open(slowly, slowly)
  const before = await database.connection.startTransaction()
  const queued = database.insert(1)
  const closed = database.connection.dispose()
  await before.rollback()
  await (await queued).durable
  await closed
  expect(await rowsInFile(database.path)).toBe(1)
})

test('opening and closing the log takes nothing from SQLite\'s locks: another process is kept out', async () => {
  let isBroken = true
  await using database = await open(async () => {
    if (isBroken) throw new Error('EIO')
  })
  await expect(database.insert(1).then(({ durable }) => durable)).rejects.toThrow('EIO')
  isBroken = false
  // Stores the log anew; the one after it opens it again.
  await (await database.insert(2)).durable
  await (await database.insert(3)).durable
  // Exclusive from the start, it looks at the lock on the database's file alone.
  const { stdout } = await promisify(execFile)(process.execPath, ['--eval', `
    const database = new (require('better-sqlite3'))(process.argv[1], { timeout: 0 })
    database.pragma('locking_mode = EXCLUSIVE')
    try { console.log(database.prepare('SELECT * FROM t').all()) } catch (error) { console.log(error.code) }
  `, database.path], { cwd: import.meta.dirname })
  expect(stdout.trim()).toBe('SQLITE_BUSY')
})

/** What the database's file holds without its log, as a copy of it that is opened alone shows. */
async function rowsInFile(path: string): Promise<number> {
  await copyFile(path, `${path}.alone`)
  const alone = await connectSqlite(`${path}.alone`)
  const { rows } = await alone.queryRaw({ sql: 'SELECT COUNT(*) FROM t', args: [], argTypes: [] })
  await alone.dispose()
  return Number(rows[0]?.[0])
}
