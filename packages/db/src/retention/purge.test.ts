import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { searchMessages } from '../search/search-messages.ts'
import { createTestDatabase, testProviders } from '../testing/testing.ts'
import type { TestDatabase } from '../testing/testing.ts'
import { chain, message, seed } from '../tree/fixtures.ts'
import { purgeDeletedChats } from './purge.ts'

const olderThan = new Date('2026-11-22T12:00:00Z')
const before = new Date(olderThan.getTime() - 1)

describe.each(testProviders)('%s', (provider) => {
  let db: TestDatabase
  beforeEach(async () => {
    db = await createTestDatabase({ provider })
    await seed(db.database, [...chain(6), message('n0', null, { chatId: 'other', text: 'Message' })])
  })
  afterEach(() => db.dispose())
  const markDeleted = (id: string, deletedAt: Date) =>
    db.database.chat.update({ where: { id }, data: { deletedAt } })
  const chats = async () => (await db.database.chat.findMany({ orderBy: { id: 'asc' } })).map(({ id }) => id)

  test('a chat goes with all that belongs to it, and nothing else', async () => {
    await markDeleted('chat', before)
    await db.database.chatContext.create({
      data: { id: 'c', chatId: 'chat', coversMessageId: 'm5', summary: 'They talked.', tokens: 3 },
    })
    expect((await searchMessages(db.database, { userId: 1n, text: 'message', limit: 50 })).items).toHaveLength(1)
    expect(await purgeDeletedChats(db.database, { olderThan })).toBe(1)
    expect(await chats()).toEqual(['other'])
    expect(await db.database.message.findMany({ select: { id: true } })).toEqual([{ id: 'n0' }])
    expect(await db.database.chatContext.count()).toBe(0)
    expect(await db.database.$queryRaw`SELECT "messageId" FROM "SearchEntry"`).toEqual([{ messageId: 'n0' }])
  })

  test('a chat that was deleted later, or not at all, stays', async () => {
    await markDeleted('chat', olderThan)
    expect(await purgeDeletedChats(db.database, { olderThan })).toBe(0)
    expect(await chats()).toEqual(['chat', 'other'])
  })

  test('many go batch by batch, each counted once, with several servers at it', async () => {
    await db.database.chat.createMany({
      data: Array.from({ length: 57 }, (_, index) => ({ id: `old${index}`, userId: 1n, deletedAt: before })),
    })
    const counts = await Promise.all([1, 2, 3].map(() => purgeDeletedChats(db.database, { olderThan })))
    expect(counts.reduce((sum, count) => sum + count)).toBe(57)
    expect(await chats()).toEqual(['chat', 'other'])
  })

  test('it stops when it is told to', async () => {
    await markDeleted('chat', before)
    expect(await purgeDeletedChats(db.database, { olderThan, signal: AbortSignal.abort() })).toBe(0)
    expect(await chats()).toEqual(['chat', 'other'])
  })
})
