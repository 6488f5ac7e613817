import { describe, expect, test } from 'vitest'
import { createTestDatabase, testProviders } from './testing/testing.ts'
import type { Database } from './database.ts'
import { chain, message, seed, seedLong } from './tree/fixtures.ts'

describe.each(testProviders)('%s', (provider) => {
  async function fill(database: Database): Promise<void> {
    await seedLong(database, 10_000)
    await database.message.create({ data: message('n0', null, { chatId: 'other' }) })
    await database.user.create({ data: { id: 2n, firstName: 'Bo', chats: { create: { id: 'theirs' } } } })
    await database.generation.create({ data: { replyId: 'm9999', chatId: 'chat', ownerId: 'server' } })
    await database.chatContext.create({
      data: { id: 'c', chatId: 'chat', coversMessageId: 'm5', summary: 'They talked.', tokens: 3 },
    })
    await database.usageDay.create({ data: { userId: 1n, day: '2026-11-22', messages: 5_000 } })
  }

  async function counts(database: Database): Promise<Record<string, number>> {
    const { user, chat, message, generation, chatContext, usageDay } = database
    return {
      users: await user.count(),
      chats: await chat.count(),
      messages: await message.count(),
      generations: await generation.count(),
      contexts: await chatContext.count(),
      days: await usageDay.count(),
    }
  }

  test('deleting a chat takes its branch of 10,000 messages along, and nothing else', async () => {
    await using test = await createTestDatabase({ provider })
    await fill(test.database)
    await test.database.chat.delete({ where: { id: 'chat' } })
    expect(await counts(test.database)).toEqual({
      users: 2, chats: 2, messages: 1, generations: 0, contexts: 0, days: 1,
    })
    if (provider === 'sqlite') expect(await test.database.$queryRaw`PRAGMA foreign_key_check`).toEqual([])
  })

  test('deleting a user takes everything of theirs along, and nothing of others', async () => {
    await using test = await createTestDatabase({ provider })
    await fill(test.database)
    await test.database.user.delete({ where: { id: 1n } })
    expect(await counts(test.database)).toEqual({
      users: 1, chats: 1, messages: 0, generations: 0, contexts: 0, days: 0,
    })
    if (provider === 'sqlite') expect(await test.database.$queryRaw`PRAGMA foreign_key_check`).toEqual([])
  })

  test('a message that others answer cannot go alone', async () => {
    await using test = await createTestDatabase({ provider })
    await seed(test.database, chain(3))
    await expect(test.database.message.delete({ where: { id: 'm1' } })).rejects.toMatchObject({ code: 'P2003' })
    expect(await test.database.message.count()).toBe(3)
  })

  test('a chat has one running reply, whoever asks', async () => {
    await using test = await createTestDatabase({ provider })
    await seed(test.database, chain(4))
    const run = (replyId: string) => test.database.generation.create({ data: { replyId, chatId: 'chat', ownerId: 'x' } })
    const outcomes = await Promise.allSettled([run('m1'), run('m3')])
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })
})
