import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createTestDatabase, testProviders } from '../testing/testing.ts'
import type { TestDatabase } from '../testing/testing.ts'
import { readChats } from './read-chats.ts'
import type { ChatsInput } from './read-chats.ts'

const at = (second: number) => new Date(1_800_000_000_000 + second * 1_000 + 7)

describe.each(testProviders)('%s', (provider) => {
  let db: TestDatabase
  beforeEach(async () => {
    db = await createTestDatabase({ provider })
    await db.database.user.createMany({ data: [{ id: 1n, firstName: 'Ana' }, { id: 2n, firstName: 'Bo' }] })
    const mine = (id: string, activeAt: Date, more = {}) =>
      ({ id, userId: 1n, createdAt: at(0), activeAt, ...more })
    await db.database.chat.createMany({ data: [
      mine('a', at(1)), mine('b', at(3)), mine('c', at(2)), mine('d', at(2)),
      mine('early', at(9), { pinnedAt: at(4) }), mine('late', at(1), { pinnedAt: at(5) }),
      mine('archived', at(9), { archivedAt: at(9) }), mine('deleted', at(9), { deletedAt: at(9) }),
      { id: 'another\'s', userId: 2n },
    ] })
  })
  afterEach(() => db.dispose())

  const read = (over: Partial<ChatsInput> = {}) =>
    readChats(db.database, { userId: 1n, archived: false, pinned: false, limit: 9, ...over })
  const ids = async (over: Partial<ChatsInput>) => (await read(over)).map(({ id }) => id)

  test('each kind has its order, and goes on where it ended', async () => {
    expect(await ids({})).toEqual(['b', 'd', 'c', 'a'])
    expect(await ids({ limit: 2 })).toEqual(['b', 'd'])
    expect(await ids({ after: { at: at(2), id: 'd' } })).toEqual(['c', 'a'])
    expect(await ids({ pinned: true })).toEqual(['late', 'early'])
    expect(await ids({ pinned: true, after: { at: at(5), id: 'late' } })).toEqual(['early'])
    expect(await ids({ archived: true })).toEqual(['archived'])
    expect(await ids({ userId: 2n })).toEqual(['another\'s'])
  })

  test('a chat is what the client reads, with the reply that runs in it', async () => {
    const message = { id: 'reply', chatId: 'b', role: 'assistant', status: 'running' }
    await db.database.message.create({ data: message })
    await db.database.generation.create({ data: { replyId: 'reply', chatId: 'b', ownerId: 'me' } })
    await db.database.chat.update({ where: { id: 'b' }, data: {
      title: '"سلام" 👋🏽', preview: 'x', persona: 'p', instructions: 'i', model: 'm', activeLeafId: 'reply',
      contextAfterId: 'reply',
    } })
    const chats = await db.database.chat.findMany({
      where: { id: { in: ['a', 'b'] } }, omit: { userId: true, titleChosen: true, deletedAt: true },
      include: { generations: { select: { replyId: true } } }, orderBy: { id: 'desc' },
    })
    expect((await read()).filter(({ id }) => id === 'a' || id === 'b')).toEqual(chats)
    expect(chats[0]?.generations).toEqual([{ replyId: 'reply' }])
  })
})
