import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Prisma } from '../generated/sqlite/client.ts'
import { createTestDatabase, testProviders } from '../testing/testing.ts'
import type { TestDatabase } from '../testing/testing.ts'

describe.each(testProviders)('%s: executeAll', (provider) => {
  let test_: TestDatabase
  beforeEach(async () => {
    test_ = await createTestDatabase({ provider })
  })
  afterEach(() => test_.dispose())

  const add = (id: bigint) =>
    Prisma.sql`INSERT INTO "User" ("id", "firstName", "seenAt") VALUES (${id}, ${'Ana'}, ${new Date(Number(id))})`
  const users = async () => await test_.database.user.findMany({ select: { id: true, seenAt: true }, orderBy: { id: 'asc' } })

  test('runs all, in order, and tells how many rows each changed', async () => {
    const { direct } = test_.database
    const rename = Prisma.sql`UPDATE "User" SET "firstName" = ${'Bo'}`
    expect(await direct.executeAll([add(1n), rename, add(2n), rename])).toEqual([1, 1, 1, 2])
    expect(await users()).toEqual([{ id: 1n, seenAt: new Date(1) }, { id: 2n, seenAt: new Date(2) }])
  })

  test('or none of them', async () => {
    const { direct } = test_.database
    await expect(direct.executeAll([add(1n), add(2n), add(1n)])).rejects.toMatchObject({ name: 'DriverAdapterError' })
    expect(await users()).toEqual([])
    expect(await direct.executeAll([add(1n)])).toEqual([1])
  })

  test('takes its turn with transactions', async () => {
    const { database } = test_
    const { promise: opened, resolve: open } = Promise.withResolvers<undefined>()
    const transaction = database.direct.transaction(async ({ execute, query }) => {
      await execute(add(1n))
      await opened
      return (await query(Prisma.sql`SELECT "id" FROM "User"`)).length
    })
    const all = database.direct.executeAll([add(2n), add(3n)])
    open(undefined)
    expect((await transaction).result).toBe(1)
    await all
    expect(await users()).toHaveLength(3)
  })
})
