import { expect, test } from 'vitest'
import { createDatabase } from './database.ts'
import { createTestDatabase } from './testing/testing.ts'

const user = (id: number) => ({ id: BigInt(id), firstName: `User ${id}` })

test('a write from elsewhere is not undone by the rollback of a transaction that was open', async () => {
  await using test = await createTestDatabase()
  const { database } = test
  let elsewhere: Promise<unknown> | undefined
  const transaction = database.$transaction(async (tx) => {
    await tx.user.create({ data: user(1) })
    elsewhere = database.user.create({ data: user(2) }).then()
    await tx.user.count()
    throw new Error('changed my mind')
  })
  await expect(transaction).rejects.toThrow('changed my mind')
  await elsewhere
  expect(await database.user.findMany({ select: { id: true } })).toEqual([{ id: 2n }])
})

test('a read from elsewhere sees nothing of an open transaction', async () => {
  await using test = await createTestDatabase()
  const { database } = test
  let elsewhere: Promise<number> | undefined
  await expect(database.$transaction(async (tx) => {
    await tx.user.create({ data: user(1) })
    elsewhere = database.user.count().then()
    await tx.user.update({ where: { id: 1n }, data: { firstName: 'Other' } })
    throw new Error('changed my mind')
  })).rejects.toThrow('changed my mind')
  expect(await elsewhere).toBe(0)
})

test('hundreds at once queue and none fails or is lost', async () => {
  await using test = await createTestDatabase()
  const { database } = test
  await database.user.create({ data: { ...user(0), firstName: '0' } })
  const increment = () => database.$transaction(async (tx) => {
    const { firstName } = await tx.user.findUniqueOrThrow({ where: { id: 0n } })
    await tx.user.update({ where: { id: 0n }, data: { firstName: String(Number(firstName) + 1) } })
  })
  await Promise.all(Array.from({ length: 100 }, (_, index) => [
    increment(),
    database.$transaction([
      database.user.create({ data: user(1_000 + index) }),
      database.user.create({ data: user(2_000 + index) }),
    ]),
    database.user.create({ data: user(3_000 + index) }),
  ]).flat())
  expect(await database.user.count()).toBe(301)
  expect(await database.user.findUnique({ where: { id: 0n } })).toMatchObject({ firstName: '100' })
})

test('a transaction that takes too long is rolled back and the next one runs', async () => {
  await using test = await createTestDatabase()
  const { database } = test
  const slow = database.$transaction(async (tx) => {
    await tx.user.create({ data: user(1) })
    // The database itself waits for this very transaction: a mistake that must end by itself.
    await database.user.count()
    await tx.user.count()
  }, { timeout: 50 })
  await expect(slow).rejects.toMatchObject({ code: 'P2028' })
  await database.$transaction(async (tx) => {
    await tx.user.create({ data: user(2) })
  })
  expect(await database.user.findMany({ select: { id: true } })).toEqual([{ id: 2n }])
})

test('a transaction that gave up waiting leaves the queue in order', async () => {
  await using test = await createTestDatabase()
  const { database } = test
  const { promise: held, resolve: letGo } = Promise.withResolvers<undefined>()
  const holder = database.$transaction(async (tx) => {
    await tx.user.create({ data: user(1) })
    await held
  })
  const impatient = database.$transaction((tx) => tx.user.create({ data: user(2) }), { maxWait: 20 })
  await expect(impatient).rejects.toMatchObject({ code: 'P2028' })
  letGo(undefined)
  await holder
  await database.$transaction((tx) => tx.user.create({ data: user(3) }))
  expect(await database.user.findMany({ select: { id: true } })).toEqual([{ id: 1n }, { id: 3n }])
})

test('a constraint that fails in a transaction can be handled there', async () => {
  await using test = await createTestDatabase()
  const { database } = test
  await database.$transaction(async (tx) => {
    await tx.user.create({ data: user(1) })
    await tx.user.create({ data: user(1) }).catch(() => undefined)
    await tx.user.create({ data: user(2) })
  })
  expect(await database.user.count()).toBe(2)
})

test('closing rolls back what is open', async () => {
  await using test = await createTestDatabase()
  await test.database.user.create({ data: user(1) })
  const { promise: written, resolve: tellWritten } = Promise.withResolvers<undefined>()
  const open = test.database.$transaction(async (tx) => {
    await tx.user.create({ data: user(2) })
    tellWritten(undefined)
    await new Promise((resolve) => setTimeout(resolve, 20))
    await tx.user.create({ data: user(3) })
  })
  const outcome = open.then(() => 'committed', () => 'refused')
  await written
  await test.database.$disconnect()
  expect(await outcome).toBe('refused')

  const again = await createDatabase(test.url)
  expect(await again.user.findMany({ select: { id: true } })).toEqual([{ id: 1n }])
  await again.$disconnect()
})
