import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createTestDatabase, testProviders } from '../testing/testing.ts'
import type { TestDatabase } from '../testing/testing.ts'
import { seedRunning } from './fixtures.ts'
import { storeHeartbeats } from './store-heartbeats.ts'

const before = new Date('2026-11-26T10:00:00.123Z')
const now = new Date('2026-11-26T10:00:05.123Z')

describe.each(testProviders)('%s', (provider) => {
  let test_: TestDatabase
  beforeEach(async () => {
    test_ = await createTestDatabase({ provider })
    await seedRunning(test_.database, { replyIds: ['a', 'b', 'forgotten'], ownerId: 'me', heartbeatAt: before })
    await seedRunning(test_.database, { replyIds: ['theirs'], ownerId: 'another', heartbeatAt: before })
  })
  afterEach(() => test_.dispose())

  const beat = async (...replyIds: string[]) =>
    [...await storeHeartbeats(test_.database, { ownerId: 'me', replyIds, now })].sort()
  const beaten = async () => {
    const rows = await test_.database.generation.findMany({ where: { heartbeatAt: now }, orderBy: { replyId: 'asc' } })
    return rows.map(({ replyId }) => replyId)
  }

  test('moves the leases that are named and held, and tells which these are', async () => {
    expect(await beat('a', 'b', 'theirs', 'gone')).toEqual(['a', 'b'])
    expect(await beaten()).toEqual(['a', 'b'])
  })

  test.runIf(provider === 'postgresql')('waits for no connection and for no row', async () => {
    const { database } = test_
    const over = Promise.withResolvers<undefined>()
    let holders = 0
    const held = Array.from({ length: 10 }, () => database.$transaction(async (tx) => {
      if (++holders === 1) await tx.generation.update({ where: { replyId: 'b' }, data: { startedAt: now } })
      await over.promise
    }))
    await expect.poll(() => holders, { timeout: 10_000 }).toBe(10)
    let isAnswered = false
    const waiting = beaten().finally(() => (isAnswered = true))
    expect(await beat('a', 'b')).toEqual(['a', 'b'])
    expect(isAnswered).toBe(false)
    over.resolve(undefined)
    await Promise.all(held)
    expect(await waiting).toEqual(['a'])
    expect(await beat('b')).toEqual(['b'])
  })

  test.runIf(provider === 'postgresql')('a connection that was cut is replaced', async () => {
    await beat('a')
    await test_.database.$queryRaw`
      SELECT pg_terminate_backend(pid)::text FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid()`
    await expect.poll(() => beat('a').catch(() => []), { timeout: 10_000 }).toEqual(['a'])
  })
})
