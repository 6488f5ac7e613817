import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { isBusyOrFull, isForeignKeyViolation, isNotFound, isUniqueViolation } from './error-codes.ts'
import { connectSqlite } from './sqlite/connect.ts'
import { createTestDatabase } from './testing/testing.ts'
import type { TestDatabase } from './testing/testing.ts'

let test_: TestDatabase
beforeEach(async () => {
  test_ = await createTestDatabase()
  await test_.database.user.create({ data: { id: 1n, firstName: 'Ana' } })
})
afterEach(() => test_.dispose())

/** Which of the helpers say yes to what `work` throws. */
async function said(work: () => PromiseLike<unknown>): Promise<string[]> {
  const error: unknown = await Promise.resolve(work()).then(() => expect.fail('nothing was thrown'), (thrown) => thrown)
  const helpers = { isBusyOrFull, isForeignKeyViolation, isNotFound, isUniqueViolation }
  return Object.entries(helpers).filter(([, helper]) => helper(error)).map(([name]) => name)
}

const create = () => test_.database.user.create({ data: { id: 2n, firstName: 'Bo' } })

test('constraints and missing rows', async () => {
  const { database } = test_
  const data = { id: 1n, firstName: 'Ana' }
  expect(await said(() => database.user.create({ data }))).toEqual(['isUniqueViolation'])
  expect(await said(() => database.$transaction((tx) => tx.user.create({ data })))).toEqual(['isUniqueViolation'])
  expect(await said(() => database.chat.create({ data: { id: 'a', userId: 9n } }))).toEqual(['isForeignKeyViolation'])
  expect(await said(() => database.user.update({ where: { id: 9n }, data }))).toEqual(['isNotFound'])
  expect(await said(() => database.user.findUniqueOrThrow({ where: { id: 9n } }))).toEqual(['isNotFound'])
})

test('what is none of it', async () => {
  expect(await said(() => test_.database.$executeRaw`SELEC`)).toEqual([])
  expect([null, undefined, 'P2002', new Error('P2002'), { code: 'P2002' }].map(isUniqueViolation)).not.toContain(true)
})

describe('another process holds the write lock', () => {
  test.each([
    ['a statement', create],
    ['a raw statement', () => test_.database.$executeRaw`DELETE FROM "User"`],
    ['a batch', () => test_.database.$transaction([create(), test_.database.user.deleteMany()])],
    ['a transaction', () => test_.database.$transaction((tx) => tx.user.deleteMany())],
  ])('%s', async (_, work) => {
    const other = await connectSqlite(test_.url.slice('file:'.length))
    await other.executeScript('BEGIN IMMEDIATE')
    expect(await said(work)).toEqual(['isBusyOrFull'])
    await other.executeScript('ROLLBACK')
    await other.dispose()
    await create()
    expect(await test_.database.user.count()).toBe(2)
  })
})

describe('the disk is full', () => {
  const big = { id: 3n, firstName: 'x'.repeat(1_000_000) }

  test.each([
    ['a statement', () => test_.database.user.create({ data: big })],
    ['a raw statement', () => test_.database.$executeRaw`UPDATE "User" SET "firstName" = ${big.firstName}`],
    ['a batch', () => test_.database.$transaction([create(), test_.database.user.create({ data: big })])],
    ['a transaction', () => test_.database.$transaction(async (tx) => {
      await tx.user.create({ data: { id: 2n, firstName: 'Bo' } })
      await tx.user.create({ data: big })
    })],
    ['a transaction that goes on regardless', () => test_.database.$transaction(async (tx) => {
      await tx.user.create({ data: big }).catch(() => undefined)
      await tx.user.create({ data: { id: 2n, firstName: 'Bo' } })
    })],
    ['a transaction that ends regardless', () => test_.database.$transaction(async (tx) => {
      await tx.user.create({ data: { id: 2n, firstName: 'Bo' } })
      await tx.user.create({ data: big }).catch(() => undefined)
    })],
  ])('%s: nothing is half-written, and small things work again', async (_, work) => {
    await test_.database.$queryRaw`PRAGMA max_page_count = 40`
    expect(await said(work)).toEqual(['isBusyOrFull'])
    expect(await test_.database.user.findMany({ select: { firstName: true } })).toEqual([{ firstName: 'Ana' }])
    await test_.database.$transaction((tx) => tx.user.update({ where: { id: 1n }, data: { firstName: 'Eve' } }))
    expect(await test_.database.user.findMany({ select: { firstName: true } })).toEqual([{ firstName: 'Eve' }])
  })
})
