import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createTestDatabase, testProviders } from '../testing/testing.ts'
import type { TestDatabase } from '../testing/testing.ts'
import { messageWithContentsSelect } from '../tree/message.ts'
import { storeReplyEnd } from './store-reply-end.ts'
import type { ReplyOutcome } from './store-reply-end.ts'
import { storeCheckpoint } from './store-reply.ts'

const now = new Date('2026-11-26T10:00:00.123Z')
const mine = { replyId: 'reply', ownerId: 'me' }
const text = 'It’s "سلام" 👋🏽\n'
const content = { parts: [{ type: 'text', text }], contents: [{ role: 'model', parts: [{ type: 'text', text }] }], text, seq: 7 }

describe.each(testProviders)('%s', (provider) => {
  let test_: TestDatabase
  beforeEach(async () => {
    test_ = await createTestDatabase({ provider })
    const { database } = test_
    await database.user.create({ data: { id: 1n, firstName: 'Ana' } })
    await database.chat.create({ data: { id: 'chat', userId: 1n, preview: 'Before' } })
    await database.message.createMany({ data: ['reply', 'other'].map((id) =>
      ({ id, chatId: 'chat', role: 'assistant', status: 'running', createdAt: now })) })
    await database.generation.create({ data: { replyId: 'reply', chatId: 'chat', ownerId: 'me', heartbeatAt: new Date(0) } })
  })
  afterEach(() => test_.dispose())

  const row = async (id = 'reply') =>
    await test_.database.message.findUniqueOrThrow({ where: { id }, select: messageWithContentsSelect })

  const end = async (over: Partial<ReplyOutcome> = {}, ownerId = 'me') =>
    await storeReplyEnd(test_.database, { replyId: 'reply', ownerId }, {
      chatId: 'chat', userId: 1n, now, day: '2026-11-26', outcome: {
        ...content, status: 'done', failure: 'MAX_TOKENS', preview: 'After',
        usage: { promptTokens: 1, replyTokens: 20, thinkingTokens: 300 }, ...over,
      },
    })

  test('a checkpoint is what Prisma reads, of this reply only', async () => {
    const [before, other] = [await row(), await row('other')]
    expect(await storeCheckpoint(test_.database, mine, content)).toBe(true)
    const { contents, ...rest } = content
    expect(await row()).toEqual({ ...before, ...rest, modelContents: contents })
    expect(await row('other')).toEqual(other)
  })

  test('without the lease, or once it has ended, nothing of a reply is written', async () => {
    const before = await row()
    expect(await storeCheckpoint(test_.database, { ...mine, ownerId: 'another' }, content)).toBe(false)
    expect(await end({}, 'another')).toBe(false)
    expect(await row()).toEqual(before)
    expect(await test_.database.usageDay.count()).toBe(0)
    await test_.database.message.update({ where: { id: 'reply' }, data: { status: 'interrupted' } })
    expect([await storeCheckpoint(test_.database, mine, content), await end()]).toEqual([false, false])
    expect(await row()).toEqual({ ...before, status: 'interrupted' })
    expect(await test_.database.generation.count()).toBe(1)
  })

  test('an end that may not have been kept is stored once, and can be asked for again', async () => {
    const { direct } = test_.database
    const { transaction, write } = direct
    direct.transaction = async <Result>(work: Parameters<typeof transaction<Result>>[0]) => {
      direct.transaction = transaction
      const { result } = await transaction(work)
      return { result, durable: Promise.reject(new Error('EIO')) }
    }
    // There it is a connection that breaks before the answer has come.
    direct.write = async (statement) => {
      direct.write = write
      await write(statement)
      throw new Error('EIO')
    }
    await expect(end()).rejects.toThrow('EIO')
    expect(await end()).toBe(true)
    expect(await row()).toMatchObject({ status: 'done', failure: 'MAX_TOKENS' })
    // What was told meanwhile is what is stored.
    expect(await end({ status: 'failed', failure: 'STORAGE' })).toBe(true)
    expect(await row()).toMatchObject({ status: 'failed', failure: 'STORAGE', seq: 7 })
    expect(await end({ status: 'done', seq: 8 })).toBe(false)
    expect(await end({ status: 'interrupted' })).toBe(false)
    await test_.database.message.update({ where: { id: 'reply' }, data: { status: 'interrupted' } })
    expect([await end({ status: 'interrupted' }), await end()]).toEqual([true, false])
    expect(await row()).toMatchObject({ status: 'interrupted' })
    expect(await test_.database.usageDay.findMany()).toMatchObject([{ messages: 1, promptTokens: 1 }])
  })

  test('an end is the reply, its lease, its chat and its usage', async () => {
    expect(await end()).toBe(true)
    const { contents, ...rest } = content
    expect(await row()).toMatchObject({
      ...rest, modelContents: contents, status: 'done', failure: 'MAX_TOKENS', finishedAt: now,
      promptTokens: 1, replyTokens: 20, thinkingTokens: 300,
    })
    expect(await test_.database.generation.count()).toBe(0)
    expect(await test_.database.chat.findUniqueOrThrow({ where: { id: 'chat' } })).toMatchObject({ preview: 'After', activeAt: now })
    const usage = { userId: 1n, day: '2026-11-26', messages: 1, promptTokens: 1, replyTokens: 20, thinkingTokens: 300 }
    expect(await test_.database.usageDay.findMany()).toEqual([usage])
    await test_.database.message.update({ where: { id: 'reply' }, data: { status: 'running' } })
    await test_.database.generation.create({ data: { replyId: 'reply', chatId: 'chat', ownerId: 'me' } })
    expect(await end({ preview: null })).toBe(true)
    expect(await test_.database.usageDay.findMany())
      .toEqual([{ ...usage, messages: 2, promptTokens: 2, replyTokens: 40, thinkingTokens: 600 }])
    expect(await test_.database.chat.findUniqueOrThrow({ where: { id: 'chat' } })).toMatchObject({ preview: 'After' })
  })
})
