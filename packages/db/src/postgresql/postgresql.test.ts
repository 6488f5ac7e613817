import { execFile } from 'node:child_process'
import { join } from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { createDatabase } from '../database.ts'
import { isBusyOrFull, isForeignKeyViolation, isNotFound, isUniqueViolation } from '../error-codes.ts'
import { readMigrations } from '../migrations/files.ts'
import { migrate } from '../migrations/migrate.ts'
import { providerOf } from '../provider.ts'
import { createEmptyDatabase, createTestDatabase, testProviders } from '../testing/testing.ts'

const provider = 'postgresql'
const user = (id: number) => ({ id: BigInt(id), firstName: `User ${id}` })

/** Which of the helpers say yes to what `work` throws. */
async function said(work: PromiseLike<unknown>): Promise<string[]> {
  const error: unknown = await Promise.resolve(work).then(() => expect.fail('nothing was thrown'), (thrown) => thrown)
  const helpers = { isBusyOrFull, isForeignKeyViolation, isNotFound, isUniqueViolation }
  return Object.entries(helpers).filter(([, helper]) => helper(error)).map(([name]) => name)
}

describe.runIf(testProviders.includes(provider))('errors', () => {
  test('constraints and missing rows', async () => {
    await using test = await createTestDatabase({ provider })
    const { database } = test
    const data = user(1)
    await database.user.create({ data })
    expect(await said(database.user.create({ data }))).toEqual(['isUniqueViolation'])
    expect(await said(database.$transaction((tx) => tx.user.create({ data })))).toEqual(['isUniqueViolation'])
    expect(await said(database.$executeRaw`INSERT INTO "User" ("id", "firstName") VALUES (1, '')`)).toEqual(['isUniqueViolation'])
    expect(await said(database.chat.create({ data: { id: 'a', userId: 9n } }))).toEqual(['isForeignKeyViolation'])
    expect(await said(database.user.update({ where: { id: 9n }, data }))).toEqual(['isNotFound'])
    expect(await said(database.$executeRaw`SELEC`)).toEqual([])
  })

  test('a lock that is not to be had, a deadlock, a cancelled statement', async () => {
    await using test = await createTestDatabase({ provider })
    const { database } = test
    await database.user.createMany({ data: [user(1), user(2)] })
    const touch = (id: bigint) => database.user.update({ where: { id }, data: { firstName: 'x' } })
    await database.$transaction(async (tx) => {
      await tx.$executeRaw`UPDATE "User" SET "firstName" = 'held' WHERE "id" = 1`
      const locked = database.$queryRaw`SELECT "id" FROM "User" WHERE "id" = 1 FOR UPDATE NOWAIT`
      expect(await said(locked)).toEqual(['isBusyOrFull'])
    })
    const { promise: both, resolve: goOn } = Promise.withResolvers<undefined>()
    let waiting = 0
    const cross = (first: bigint, second: bigint) => database.$transaction(async (tx) => {
      await tx.user.update({ where: { id: first }, data: { firstName: 'a' } })
      waiting += 1
      if (waiting === 2) goOn(undefined)
      await both
      await tx.user.update({ where: { id: second }, data: { firstName: 'b' } })
    })
    const outcomes = await Promise.allSettled([cross(1n, 2n), cross(2n, 1n)])
    const failed = outcomes.flatMap((outcome) => outcome.status === 'rejected' ? [outcome.reason as unknown] : [])
    expect(failed.map(isBusyOrFull)).toEqual([true])
    await touch(1n)
  })

  test('connections that are cut: what was under way fails as busy, what follows works', async () => {
    await using test = await createTestDatabase({ provider })
    const { database } = test
    const cut = () => database.$queryRaw`
      SELECT pg_terminate_backend(pid)::text FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid()`
    const transaction = database.$transaction(async (tx) => {
      await tx.user.create({ data: user(1) })
      await cut()
      await tx.user.create({ data: user(2) })
    })
    expect(await said(transaction)).toEqual(['isBusyOrFull'])
    const sleep = database.$queryRaw`SELECT pg_sleep(20)::text`
    const cutShort = said(sleep)
    await expect.poll(async () => {
      await cut()
      return database.$queryRaw`SELECT 1 AS one FROM pg_stat_activity WHERE query LIKE '%pg_sleep(20)%' AND pid <> pg_backend_pid()`
    }, { timeout: 20_000 }).toEqual([])
    expect(await cutShort).toEqual(['isBusyOrFull'])
    await database.user.create({ data: user(3) })
    expect(await database.user.findMany({ select: { id: true } })).toEqual([{ id: 3n }])
  })

  test('a server that is not there is said without the password', async () => {
    const refused = createDatabase('postgresql://parley:secret@127.0.0.1:1/parley')
    await expect(refused).rejects.toMatchObject({ name: 'DatabaseError', kind: 'open' })
    await expect(refused).rejects.not.toThrow(/secret/)
  })
})

describe.runIf(testProviders.includes(provider))('migrations', () => {
  test('four processes that start at once on an empty database all come up', async () => {
    await using empty = await createEmptyDatabase(provider)
    const module = JSON.stringify(join(import.meta.dirname, '..', 'migrations', 'migrate.ts'))
    const script = `import { migrate } from ${module}; console.log(JSON.stringify(await migrate(${JSON.stringify(empty.url)})))`
    const run = promisify(execFile)
    const outputs = await Promise.all([1, 2, 3, 4].map(() => run(process.execPath, ['--input-type=module', '-e', script])))
    const applied = outputs.map(({ stdout }) => JSON.parse(stdout) as string[])
    const ours = (await readMigrations(providerOf(empty.url).migrationsFolder)).map(({ name }) => name)
    expect(applied.flat()).toEqual(ours)
    expect(await migrate(empty.url)).toEqual([])
  }, 60_000)
})
