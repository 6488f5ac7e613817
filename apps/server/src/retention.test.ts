import { purgeDeletedChats } from '@parley/db'
import { createTestDatabase } from '@parley/db/testing'
import { expect, onTestFinished, test } from 'vitest'
import { KEEP_DELETED_MS, startRetention } from './retention.ts'

const now = new Date('2026-11-22T12:00:00Z')
const ago = (ms: number) => new Date(now.getTime() - ms)

function logged() {
  const lines: string[] = []
  const write = (_details: unknown, message?: string) => void lines.push(message ?? '')
  return { lines, log: { error: write, info: write } }
}

test('chats go 30 days after they were deleted, not before, again and again', async () => {
  const { database: db, dispose } = await createTestDatabase()
  onTestFinished(dispose)
  await db.user.create({ data: { id: 1n, firstName: 'Ada' } })
  const add = (id: string, deletedAt: Date | null) => db.chat.create({ data: { id, userId: 1n, deletedAt } })
  await add('old', ago(KEEP_DELETED_MS + 1))
  await add('recent', ago(KEEP_DELETED_MS - 1_000))
  await add('kept', null)
  const left = async () => (await db.chat.findMany({ orderBy: { id: 'asc' } })).map(({ id }) => id)
  const { log, lines } = logged()
  const retention = startRetention({
    purge: (options) => purgeDeletedChats(db, options), log, now: () => now, firstMs: 1, everyMs: 5,
  })
  await expect.poll(left).toEqual(['kept', 'recent'])
  await add('another', ago(KEEP_DELETED_MS * 2))
  await expect.poll(left).toEqual(['kept', 'recent'])
  await retention.stop()
  expect(lines).toHaveLength(2)
})

test('a purge that fails is followed by the next; stopping waits for the one under way and ends it', async () => {
  const { log, lines } = logged()
  const signals: AbortSignal[] = []
  const retention = startRetention({
    log, firstMs: 1, everyMs: 1,
    purge: async ({ signal }) => {
      signals.push(signal)
      if (signals.length === 1) throw new Error('The database is away')
      return await new Promise((resolve) => signal.addEventListener('abort', () => resolve(0)))
    },
  })
  await expect.poll(() => signals.length).toBe(2)
  await retention.stop()
  expect(signals[1]?.aborted).toBe(true)
  expect(lines).toEqual(['the purge of deleted chats failed'])
})
