import { finishes, says } from '@parley/ai/testing'
import { expect, test } from 'vitest'
import type { Harness } from '../../test/harness.ts'
import { createHarness, ended, refusal } from '../../test/harness.ts'

async function withChat(house: Harness, id = 1) {
  const caller = house.as({ id })
  const chat = await caller.chat.create({})
  const send = (text = 'Hi', over: object = {}) => caller.message.send({
    chatId: chat.id, id: crypto.randomUUID(), replyId: crypto.randomUUID(), text, ...over,
  })
  return { caller, chatId: chat.id, send }
}

test('a send stores the message and its reply, which comes to its end by itself', async () => {
  await using house = await createHarness()
  const { caller, chatId, send } = await withChat(house)
  const { message, reply } = await send('سلام 👋🏽\nTwo lines')
  expect(message).toMatchObject({ role: 'user', status: 'done', parts: [{ type: 'text', text: 'سلام 👋🏽\nTwo lines' }] })
  expect(reply).toMatchObject({ role: 'assistant', status: 'running', parentId: message.id })
  expect(await ended(caller, chatId, reply.id)).toMatchObject({ status: 'done', parts: [{ type: 'text', text: 'Hello!' }] })
  const { items, nextCursor } = await caller.message.list({ chatId })
  expect(items.map(({ id }) => id)).toEqual([reply.id, message.id])
  expect(nextCursor).toBeNull()
})

test.each([['empty', ''], ['blank', ' \n\t\u3000'], ['only NULs', '\0\0'], ['too long', 'x'.repeat(8_001)]])(
  'a text that is %s is refused and stores nothing', async (_name, text) => {
    await using house = await createHarness()
    const { send } = await withChat(house)
    expect(await refusal(send(text))).toMatchObject({ reason: 'INVALID_INPUT', issues: [{ path: 'text' }] })
    expect(await house.db.message.count()).toBe(0)
  },
)

test('two characters are enough, and so are 8,000', async () => {
  await using house = await createHarness()
  const { caller, chatId, send } = await withChat(house)
  const short = await send('Hi')
  await ended(caller, chatId, short.reply.id)
  expect((await send('x'.repeat(8_000))).message.parts).toEqual([{ type: 'text', text: 'x'.repeat(8_000) }])
})

test.each(['not-a-uuid', '', '00000000-0000-0000-0000-00000000000g'])('the id %j is refused', async (id) => {
  await using house = await createHarness()
  const { send } = await withChat(house)
  expect(await refusal(send('Hi', { id }))).toMatchObject({ reason: 'INVALID_INPUT' })
})

test('a send that arrives five times at once and once later is one message and one reply', async () => {
  await using house = await createHarness({ limits: { messagesPerMinute: 1 } })
  const { caller, chatId, send } = await withChat(house)
  const ids = { id: crypto.randomUUID(), replyId: crypto.randomUUID() }
  const results = await Promise.all([1, 2, 3, 4, 5].map(() => send('Once', ids)))
  await ended(caller, chatId, ids.replyId)
  results.push(await send('Once', ids))
  expect(results.map(({ message, reply }) => [message.id, reply.id])).toEqual(results.map(() => [ids.id, ids.replyId]))
  expect(await house.db.message.count()).toBe(2)
})

test('a second send while a reply runs is refused, and Stop keeps what was said', async () => {
  await using house = await createHarness({ scripts: [[says('One, two'), 'silence'], [says('Go on'), finishes()]] })
  const { caller, chatId, send } = await withChat(house)
  const { reply } = await send()
  expect(await refusal(send())).toEqual({ reason: 'REPLY_RUNNING' })
  await shown(house, reply.id, 'One, two')
  const stopped = await caller.message.stop({ id: reply.id })
  expect(stopped).toMatchObject({ status: 'stopped', parts: [{ type: 'text', text: 'One, two' }] })
  expect((await caller.message.list({ chatId })).items[0]).toMatchObject({ status: 'stopped' })
})

test('what is over the limit is refused with the time to wait, and costs nothing', async () => {
  await using house = await createHarness({ limits: { messagesPerMinute: 1 } })
  const { caller, chatId, send } = await withChat(house)
  const { reply } = await send()
  await ended(caller, chatId, reply.id)
  expect(await refusal(send())).toEqual({ reason: 'RATE_LIMITED', limit: 1, retryAfterMs: expect.any(Number) })
  expect((await caller.auth.me()).limits.messagesPerMinute).toEqual({ limit: 1, left: 0 })
  expect(await house.db.message.count()).toBe(2)
})

test('the day\'s tokens can be spent, and come back the next day', async () => {
  await using house = await createHarness({ limits: { tokensPerDay: 12 } })
  const { caller, chatId, send } = await withChat(house)
  const { reply } = await send()
  await ended(caller, chatId, reply.id)
  expect((await caller.auth.me()).limits.tokensPerDay).toMatchObject({ limit: 12, left: 0 })
  expect(await refusal(send())).toMatchObject({ reason: 'BUDGET_SPENT', limit: 12 })
  house.pass(86_400_000)
  const nextDay = house.as({ id: 1 })
  expect((await nextDay.auth.me()).limits.tokensPerDay.left).toBe(12)
})

test('only so many replies run at once for one user', async () => {
  await using house = await createHarness({ scripts: [['silence']], limits: { concurrentReplies: 1 } })
  const first = await withChat(house)
  await first.send()
  const second = await withChat(house)
  expect(await refusal(second.send())).toEqual({ reason: 'TOO_MANY_REPLIES', limit: 1 })
})

test('a reply can be rated, a message of one\'s own cannot', async () => {
  await using house = await createHarness()
  const { caller, chatId, send } = await withChat(house)
  const { message, reply } = await send()
  await ended(caller, chatId, reply.id)
  await caller.message.rate({ id: reply.id, value: -1 })
  expect((await caller.message.list({ chatId })).items[0]?.rating).toBe(-1)
  expect(await refusal(caller.message.rate({ id: message.id, value: 1 }))).toEqual({ reason: 'NOT_FOUND' })
})

async function shown(house: Harness, replyId: string, text: string): Promise<void> {
  while ((await house.db.message.findUnique({ where: { id: replyId } }))?.text !== text) {
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
