import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { isForeignKeyViolation, isUniqueViolation } from '../error-codes.ts'
import { createTestDatabase, testProviders } from '../testing/testing.ts'
import type { TestDatabase } from '../testing/testing.ts'
import { messageSelect } from '../tree/message.ts'
import { readCaller } from './read-caller.ts'
import { readMemoryPage } from './read-memory.ts'
import { readOpenChat } from './read-open-chat.ts'
import { readSend } from './read-send.ts'
import { storeClaim } from './store-claim.ts'
import type { ClaimedMessage, ClaimRows } from './store-claim.ts'

const now = new Date('2026-11-22T10:00:00.123Z')

function message(over: Partial<ClaimedMessage> & { id: string }): ClaimedMessage {
  const text = 'It’s "سلام" 👋🏽\n'
  return {
    chatId: 'chat', parentId: null, role: 'user', status: 'done', failure: null, parts: [{ type: 'text', text }], text,
    contents: [], seq: 0, model: null, promptTokens: 0, replyTokens: 0, thinkingTokens: 0, rating: 0, createdAt: now,
    finishedAt: now, ...over,
  }
}

function claimOf(id: string, over: Partial<ClaimRows> = {}): ClaimRows {
  const reply = message({
    id: `${id}-reply`, parentId: id, role: 'assistant', status: 'running', model: 'a', finishedAt: null,
    contents: [{ role: 'model', parts: [{ type: 'text', text: '\u0001 "' }] }],
  })
  return {
    chatId: 'chat', userId: 1n, ownerId: 'me', now, leafId: null, preview: 'Hi', message: message({ id }), reply, ...over,
  }
}

describe.each(testProviders)('%s', (provider) => {
  let test_: TestDatabase
  beforeEach(async () => {
    test_ = await createTestDatabase({ provider })
    const { database } = test_
    await database.user.create({ data: { id: 1n, firstName: 'Ana', settings: { units: 'imperial' } } })
    await database.chat.create({ data: { id: 'chat', userId: 1n, model: 'a', instructions: '"' } })
  })
  afterEach(() => test_.dispose())

  const stored = async () => ({
    messages: await test_.database.message.findMany({ select: messageSelect, orderBy: { id: 'asc' } }),
    leases: await test_.database.generation.findMany({ omit: { startedAt: true } }),
    leaf: (await test_.database.chat.findUniqueOrThrow({ where: { id: 'chat' } })).activeLeafId,
  })

  test('what a claim was given is what Prisma reads', async () => {
    const claim = claimOf('one')
    expect(await storeClaim(test_.database, claim)).toMatchObject({ siblings: ['one'] })
    const { contents: _, ...sent } = message({ id: 'one' })
    const { contents, ...reply } = claim.reply
    expect(await stored()).toEqual({
      messages: [sent, reply],
      leases: [{ replyId: 'one-reply', chatId: 'chat', ownerId: 'me', heartbeatAt: now }],
      leaf: 'one-reply',
    })
    const { modelContents } = await test_.database.message.findUniqueOrThrow({ where: { id: 'one-reply' } })
    expect(modelContents).toEqual(contents)
    const chat = await test_.database.chat.findUniqueOrThrow({ where: { id: 'chat' } })
    expect(chat).toMatchObject({ preview: 'Hi', activeAt: now })
  })

  test('another at its place, and a preview that stays', async () => {
    await storeClaim(test_.database, claimOf('one'))
    await test_.database.generation.deleteMany()
    const later = new Date(now.getTime() + 1)
    const two = claimOf('two', { leafId: undefined, preview: null, message: message({ id: 'two', createdAt: later }) })
    expect(await storeClaim(test_.database, two)).toMatchObject({ siblings: ['one', 'two'] })
    const { preview } = await test_.database.chat.findUniqueOrThrow({ where: { id: 'chat' } })
    expect(preview).toBe('Hi')
  })

  test.each([
    ['somebody else\'s chat', { userId: 2n }],
    ['no such chat', { chatId: 'none' }],
    ['another leaf', { leafId: 'other' }],
  ])('null for %s, and nothing is stored', async (_, over) => {
    expect(await storeClaim(test_.database, claimOf('one', over))).toBeNull()
    expect(await stored()).toEqual({ messages: [], leases: [], leaf: null })
  })

  test('a taken id, a running reply and a parent that is not there are told apart, and leave nothing', async () => {
    const said = async (over: Partial<ClaimRows>, id = 'two') => {
      const before = await stored()
      const error: unknown = await storeClaim(test_.database, claimOf(id, { leafId: undefined, ...over }))
        .catch((thrown: unknown) => thrown)
      expect(await stored()).toEqual(before)
      return [isUniqueViolation(error), isForeignKeyViolation(error)]
    }
    expect(await said({ message: message({ id: 'two', parentId: 'none' }) })).toEqual([false, true])
    await storeClaim(test_.database, claimOf('one'))
    expect(await said({}, 'one')).toEqual([true, false])
    expect(await said({})).toEqual([true, false])
  })

  test('the connection serves others after a refused claim', async () => {
    await storeClaim(test_.database, claimOf('one'))
    const claims = Array.from({ length: 12 }, () => storeClaim(test_.database, claimOf('one', { leafId: undefined })))
    for (const { status } of await Promise.allSettled(claims)) expect(status).toBe('rejected')
    await test_.database.$transaction((tx) => tx.chat.update({ where: { id: 'chat' }, data: { title: 'T' } }))
    expect(await test_.database.message.count()).toBe(2)
  })

  test('what a send stands on', async () => {
    const { database } = test_
    const asked = { userId: 1n, chatId: 'chat', id: 'one', parentId: null }
    const chat = {
      id: 'chat', title: null, activeLeafId: null as string | null, model: 'a', persona: null, instructions: '"',
      contextAfterId: null,
    }
    expect(await readSend(database, asked)).toEqual({ chat, parentRole: null, isTaken: false })
    await storeClaim(database, claimOf('one'))
    chat.activeLeafId = 'one-reply'
    expect(await readSend(database, { ...asked, parentId: 'one-reply' }))
      .toEqual({ chat, parentRole: 'assistant', isTaken: true })
    await database.chat.create({ data: { id: 'other', userId: 1n } })
    expect(await readSend(database, { ...asked, chatId: 'other', parentId: 'one-reply' }))
      .toMatchObject({ parentRole: null })
    expect(await readSend(database, { ...asked, userId: 2n })).toBeNull()
    await database.chat.update({ where: { id: 'chat' }, data: { deletedAt: now } })
    expect(await readSend(database, asked)).toBeNull()
  })

  test('what whoever opens a chat finds', async () => {
    const { database } = test_
    const asked = { userId: 1n, chatId: 'chat' }
    expect(await readOpenChat(database, asked)).toEqual({ activeLeafId: null, title: null, isRunning: false })
    await storeClaim(database, claimOf('one'))
    await database.chat.update({ where: { id: 'chat' }, data: { title: 'T' } })
    expect(await readOpenChat(database, asked)).toEqual({ activeLeafId: 'one-reply', title: 'T', isRunning: true })
    expect(await readOpenChat(database, { ...asked, userId: 2n })).toBeNull()
    await database.chat.update({ where: { id: 'chat' }, data: { deletedAt: now } })
    expect(await readOpenChat(database, asked)).toBeNull()
  })

  test('what is asked of a caller', async () => {
    const { database } = test_
    const asked = { userId: 1n, day: '2026-11-22', replyId: 'one-reply' }
    const nothing = { settings: { units: 'imperial' }, runningReplies: 0, tokens: 0, isKnown: false }
    expect(await readCaller(database, asked)).toEqual(nothing)
    await storeClaim(database, claimOf('one'))
    await database.usageDay.createMany({ data: [
      { userId: 1n, day: '2026-11-22', promptTokens: 1, replyTokens: 20, thinkingTokens: 300 },
      { userId: 1n, day: '2026-11-21', promptTokens: 5_000 },
    ] })
    expect(await readCaller(database, asked)).toEqual({ ...nothing, runningReplies: 1, tokens: 321, isKnown: true })
    expect(await readCaller(database, { ...asked, userId: 2n }))
      .toEqual({ settings: undefined, runningReplies: 0, tokens: 0, isKnown: false })
  })

  test('a branch as the model remembers it', async () => {
    const { database } = test_
    const claim = claimOf('one')
    await storeClaim(database, claim)
    await database.chatContext.createMany({ data: ['old', 'new'].map((summary, index) => ({
      id: summary, chatId: 'chat', coversMessageId: 'one', summary, tokens: 1, createdAt: new Date(index),
    })) })
    const page = { chatId: 'chat', fromId: 'one-reply', limit: 9 }
    const { text, contents } = claim.reply
    const reply = { id: 'one-reply', parentId: 'one', role: 'assistant', text, modelContents: contents, summary: null }
    const question = { id: 'one', parentId: null, role: 'user', text, modelContents: [], summary: 'new' }
    expect(await readMemoryPage(database, page)).toEqual([reply, question])
    expect(await readMemoryPage(database, { ...page, limit: 1 })).toEqual([reply])
    expect(await readMemoryPage(database, { ...page, chatId: 'other' })).toEqual([])
  })
})
