import { readdir } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { createDatabase } from '../database.ts'
import { isBusyOrFull } from '../error-codes.ts'
import { Prisma } from '../generated/sqlite/client.ts'
import { createTestDatabase } from '../testing/testing.ts'

const names = Prisma.sql`SELECT "firstName" FROM "User" ORDER BY "id"`

test('what is committed is read, by others too, and what is not is not', async () => {
  await using db = await createTestDatabase()
  const { database } = db
  await database.user.create({ data: { id: 1n, firstName: 'Ana' } })
  expect(await database.direct.query(names)).toEqual([{ firstName: 'Ana' }])
  await database.$transaction(async (transaction) => {
    await transaction.user.create({ data: { id: 2n, firstName: 'Bo' } })
    // It does not wait for the transaction's end either.
    expect(await database.direct.query(names)).toEqual([{ firstName: 'Ana' }])
  })
  expect(await database.direct.query(names)).toEqual([{ firstName: 'Ana' }, { firstName: 'Bo' }])
  const other = await createDatabase(db.url)
  await other.user.delete({ where: { id: 1n } })
  await other.$disconnect()
  expect(await database.direct.query(names)).toEqual([{ firstName: 'Bo' }])
})

test('it only reads, and says what is wrong in the words that Prisma\'s adapter has', async () => {
  await using db = await createTestDatabase()
  const refused = await db.database.direct.query(Prisma.sql`DELETE FROM "User" RETURNING "id"`).catch((error: unknown) => error)
  expect(refused).toMatchObject({ name: 'DriverAdapterError', cause: { originalCode: 'SQLITE_READONLY' } })
  expect(isBusyOrFull(refused)).toBe(true)
  await expect(db.database.direct.query(Prisma.sql`SELECT nothing`)).rejects.toMatchObject({ name: 'DriverAdapterError' })
})

test('a statement is the same however many others came between, and after a change of the tables', async () => {
  await using db = await createTestDatabase()
  const one = Prisma.sql`SELECT * FROM "UsageDay"`
  expect(await db.database.direct.query(one)).toEqual([])
  for (let length = 1; length <= 150; length++) {
    const values = Array.from({ length }, (_, index) => index)
    const rows = await db.database.direct.query(Prisma.sql`SELECT COUNT(*) AS "count" FROM (VALUES ${Prisma.join(values.map((value) => Prisma.sql`(${value})`))})`)
    expect(rows).toEqual([{ count: length }])
  }
  await db.database.$executeRaw`ALTER TABLE "UsageDay" ADD COLUMN "later" TEXT DEFAULT 'x'`
  await db.database.user.create({ data: { id: 1n, firstName: 'Ana', usage: { create: { day: '2026-11-22' } } } })
  expect(await db.database.direct.query(one)).toEqual([expect.objectContaining({ userId: 1, later: 'x' })])
})

test('nothing is left beside the file once it is closed', async () => {
  await using db = await createTestDatabase()
  const path = fileURLToPath(new URL(db.url))
  await db.database.user.create({ data: { id: 1n, firstName: 'Ana' } })
  await db.database.direct.query(names)
  expect(await readdir(dirname(path))).toContain(`${basename(path)}-wal`)
  await db.database.$disconnect()
  expect(await readdir(dirname(path))).toEqual([basename(path)])
})
