import { describe, expect, test } from 'vitest'
import { ClosingError, InvalidOperationError, NotFoundError, ReplyRunningError } from '../errors.ts'
import { answering, gate, newSend, setUp, uuid, watch } from '../generation/test/setup.ts'
import type { Setup } from '../generation/test/setup.ts'
import { finishes, says, scriptedModel } from '../model/scripted.ts'

async function counts({ db }: Setup): Promise<{ messages: number, leases: number }> {
  return { messages: await db.message.count(), leases: await db.generation.count() }
}

describe('exactly once', () => {
  test('a repeat gets the first answer and starts nothing', async () => {
    const setup = await setUp(scriptedModel([says('One answer.'), finishes()]))
    const { assistant, asker, chatId } = setup
    const input = newSend(chatId)
    const reading = watch(setup)
    await reading.ready
    const first = await assistant.send(asker, input)
    await reading.done
    const repeat = await assistant.send(asker, { ...input, replyId: uuid(), text: 'Another text' })
    expect(repeat.message).toEqual(first.message)
    expect(repeat.reply).toMatchObject({ id: input.replyId, status: 'done', parts: [{ type: 'text', text: 'One answer.' }] })
    expect(await assistant.findSent(asker, input)).toEqual(repeat)
    expect(await counts(setup)).toEqual({ messages: 2, leases: 0 })
  })

  test('parallel arrivals of one send give one message and one generation', async () => {
    const model = scriptedModel([says('Once.'), finishes()])
    const setup = await setUp(model)
    const { assistant, asker, chatId } = setup
    const input = newSend(chatId)
    const results = await Promise.all(Array.from({ length: 5 }, () => assistant.send(asker, { ...input })))
    for (const result of results) {
      expect([result.message.id, result.reply.id]).toEqual([input.id, input.replyId])
    }
    await expect.poll(() => counts(setup)).toEqual({ messages: 2, leases: 0 })
    expect(model.requests).toHaveLength(1)
    expect(setup.errors).toEqual([])
  })

  test('parallel arrivals at two servers, with different ids for the reply, are still one', async () => {
    const setup = await setUp(answering('Once.'))
    const { assistant, another, asker, chatId } = setup
    const input = newSend(chatId)
    const servers = [assistant, another(), assistant, another()]
    const results = await Promise.all(servers.map((server) => server.send(asker, { ...input, replyId: uuid() })))
    expect(new Set(results.map(({ reply }) => reply.id)).size).toBe(1)
    expect((await counts(setup)).messages).toBe(2)
  })

  test('fifty sends, each delivered one to five times, all at once and to fifty chats', async () => {
    let generations = 0
    const setup = await setUp({
      stream: (...request) => {
        generations++
        return answering('Yes.').stream(...request)
      },
    })
    const { db, assistant, asker } = setup
    const chatIds = Array.from({ length: 50 }, uuid)
    await db.chat.createMany({ data: chatIds.map((id) => ({ id, userId: 1n, title: id })) })
    const deliveries = chatIds
      .flatMap((chatId, index) => Array.from({ length: 1 + index % 5 }, () => ({ chatId, index })))
      .map(({ chatId, index }) => ({ ...newSend(chatId), id: `id-${index}`, replyId: `reply-${index}` }))
      .toSorted((a, b) => (a.id.at(-1) ?? '').localeCompare(b.id.at(-1) ?? ''))
    await Promise.all(deliveries.map((input) => assistant.send(asker, input)))
    await expect.poll(() => counts(setup)).toEqual({ messages: 100, leases: 0 })
    expect(generations).toBe(50)
  })
})

describe('one running reply in a chat', () => {
  test('another send is refused, and stores nothing, until the reply has ended', async () => {
    const { opened, open } = gate()
    const setup = await setUp(scriptedModel([says('…'), opened, finishes()], [says('Second.'), finishes()]))
    const { assistant, asker, chatId, db } = setup
    const reading = watch(setup)
    await reading.ready
    const first = await assistant.send(asker, newSend(chatId))
    const second = newSend(chatId)
    await expect(assistant.send(asker, second)).rejects.toThrow(ReplyRunningError)
    expect(await counts(setup)).toEqual({ messages: 2, leases: 1 })
    open()
    await reading.done
    const sent = await assistant.send(asker, second)
    expect(sent.message.parentId).toBe(first.reply.id)
    expect(await db.chat.findUnique({ where: { id: chatId } })).toMatchObject({ activeLeafId: second.replyId })
  })

  test('of many different sends at once one is taken and the others hear why', async () => {
    const setup = await setUp(scriptedModel([says('…'), 'silence']))
    const { assistant, asker, chatId } = setup
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => assistant.send(asker, newSend(chatId))))
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const reasons = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []))
    for (const reason of reasons) expect(reason).toBeInstanceOf(ReplyRunningError)
    expect(await counts(setup)).toEqual({ messages: 2, leases: 1 })
  })

  test('the lease of a process that died does not block a chat', async () => {
    const setup = await setUp(answering('Back again.'))
    const { assistant, asker, chatId, db } = setup
    const old = new Date(Date.now() - 60_000)
    await db.message.create({ data: { id: 'q', chatId, role: 'user', status: 'done', createdAt: old } })
    await db.message.create({
      data: { id: 'a', chatId, parentId: 'q', role: 'assistant', status: 'running', seq: 3, text: 'Half', parts: [{ type: 'text', text: 'Half' }] },
    })
    await db.generation.create({ data: { replyId: 'a', chatId, ownerId: 'dead', heartbeatAt: old } })
    await db.chat.update({ where: { id: chatId }, data: { activeLeafId: 'a' } })
    const sent = await assistant.send(asker, newSend(chatId))
    expect(sent.message.parentId).toBe('a')
    expect(await db.message.findUnique({ where: { id: 'a' } })).toMatchObject({
      status: 'interrupted', failure: 'SERVER_STOPPED', text: 'Half', seq: 4,
    })
  })
})

describe('what does not fit', () => {
  test('another user, an unknown or a deleted chat: not found, nothing stored', async () => {
    const setup = await setUp(answering('No.'))
    const { assistant, asker, chatId, db } = setup
    await db.user.create({ data: { id: 2n, firstName: 'Eve' } })
    await expect(assistant.send({ ...asker, userId: 2n }, newSend(chatId))).rejects.toThrow(NotFoundError)
    await expect(assistant.send(asker, newSend(uuid()))).rejects.toThrow(NotFoundError)
    await db.chat.update({ where: { id: chatId }, data: { deletedAt: new Date() } })
    await expect(assistant.send(asker, newSend(chatId))).rejects.toThrow(NotFoundError)
    expect(await counts(setup)).toEqual({ messages: 0, leases: 0 })
  })

  test('ids that belong to somebody or something else', async () => {
    const setup = await setUp(answering('Mine.'))
    const { assistant, asker, chatId, db } = setup
    const reading = watch(setup)
    await reading.ready
    const mine = newSend(chatId)
    await assistant.send(asker, mine)
    await reading.done
    await db.user.create({ data: { id: 2n, firstName: 'Eve' } })
    await db.chat.create({ data: { id: 'eve', userId: 2n } })
    await db.chat.create({ data: { id: 'other', userId: 1n } })
    const eve = { ...asker, userId: 2n }
    await expect(assistant.send(eve, { ...newSend('eve'), id: mine.id })).rejects.toThrow(InvalidOperationError)
    await expect(assistant.send(eve, { ...newSend('eve'), replyId: mine.replyId })).rejects.toThrow(InvalidOperationError)
    await expect(assistant.send(asker, { ...newSend('other'), id: mine.id })).rejects.toThrow(InvalidOperationError)
    await expect(assistant.send(asker, { ...newSend(chatId), id: mine.replyId })).rejects.toThrow(InvalidOperationError)
    const twice = { ...newSend(chatId), id: 'same', replyId: 'same' }
    await expect(assistant.send(asker, twice)).rejects.toThrow(InvalidOperationError)
    expect(await assistant.findSent(eve, mine)).toBeNull()
    expect(await counts(setup)).toEqual({ messages: 2, leases: 0 })
  })

  test('a parent that is no reply of the chat', async () => {
    const setup = await setUp(answering('Yes.'))
    const { assistant, asker, chatId, db } = setup
    await db.chat.create({ data: { id: 'other', userId: 1n, title: 'Other' } })
    const reading = watch(setup)
    await reading.ready
    const first = newSend(chatId)
    await assistant.send(asker, first)
    await reading.done
    for (const parentId of [first.id, uuid(), '']) {
      await expect(assistant.send(asker, { ...newSend(chatId), parentId })).rejects.toThrow(InvalidOperationError)
    }
    const elsewhere = { ...newSend('other'), parentId: first.replyId }
    await expect(assistant.send(asker, elsewhere)).rejects.toThrow(InvalidOperationError)
    const again = await assistant.send(asker, { ...newSend(chatId), parentId: null })
    expect(again.message).toMatchObject({ parentId: null, siblings: [first.id, again.message.id] })
  })

  test('a server that shuts down starts nothing, but still answers repeats', async () => {
    const setup = await setUp(answering('Last one.'))
    const { assistant, asker, chatId } = setup
    const input = newSend(chatId)
    await assistant.send(asker, input)
    await assistant.close({ graceMs: 5_000 })
    await expect(assistant.send(asker, newSend(chatId))).rejects.toThrow(ClosingError)
    expect((await assistant.send(asker, input)).reply).toMatchObject({ id: input.replyId, status: 'done' })
  })

  test('text that no encoding keeps is shown as it is stored', async () => {
    const setup = await setUp(answering('Yes.'))
    const { assistant, asker, chatId, db } = setup
    const sent = await assistant.send(asker, newSend(chatId, 'a\0b \ud83d c 👨‍👩‍👧 שלום'))
    const text = 'a\ufffdb \ufffd c 👨‍👩‍👧 שלום'
    expect(sent.message.parts).toEqual([{ type: 'text', text }])
    expect(await db.message.findUnique({ where: { id: sent.message.id } })).toMatchObject({ text })
  })
})
