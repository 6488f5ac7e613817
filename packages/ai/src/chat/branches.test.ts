import { describe, expect, test } from 'vitest'
import { InvalidOperationError, NotFoundError, ReplyRunningError } from '../errors.ts'
import { answering, newSend, setUp, uuid, watch } from '../generation/test/setup.ts'
import type { Setup } from '../generation/test/setup.ts'
import { finishes, says, scriptedModel } from '../model/scripted.ts'
import { listMessages } from './list.ts'
import type { MessageView } from './message.ts'

/** Runs `start` and waits for the end of the reply that it starts. */
async function ended<T>(setup: Setup, start: () => Promise<T>): Promise<T> {
  const reading = watch(setup)
  await reading.ready
  const result = await start()
  await reading.done
  return result
}

async function branch({ db, chatId }: Setup): Promise<[string, string][]> {
  const { items } = await listMessages(db, { userId: 1n, chatId, limit: 50 })
  return items.map(({ id, parts }) => [id, textOf(parts)] as [string, string]).reverse()
}

function textOf(parts: MessageView['parts']): string {
  return parts.map((part) => (part.type === 'text' ? part.text : '')).join('|')
}

describe('regenerate', () => {
  test('gives another reply beside the first, once however often it is asked for', async () => {
    const model = scriptedModel([says('First.'), finishes()], [says('Second.'), finishes()])
    const setup = await setUp(model)
    const { assistant, asker, chatId } = setup
    const sent = await ended(setup, () => assistant.send(asker, newSend(chatId, 'Q')))
    const wish = { id: sent.reply.id, replyId: uuid() }
    const views = await ended(setup, () => Promise.all([1, 2, 3].map(() => assistant.regenerate(asker, wish))))
    for (const view of views) expect(view).toMatchObject({ id: wish.replyId, siblings: [sent.reply.id, wish.replyId] })
    expect(await branch(setup)).toEqual([[sent.message.id, 'Q'], [wish.replyId, 'Second.']])
    expect(model.requests).toHaveLength(2)
    expect(model.requests[1]?.contents).toEqual([{ role: 'user', parts: [{ type: 'text', text: 'Q' }] }])
    expect((await assistant.regenerate(asker, wish)).status).toBe('done')

    await assistant.selectBranch(asker, { id: sent.reply.id })
    expect(await branch(setup)).toEqual([[sent.message.id, 'Q'], [sent.reply.id, 'First.']])
  })

  test('of a user\'s message answers it once more', async () => {
    const setup = await setUp(answering('A.'))
    const { assistant, asker, chatId } = setup
    const sent = await ended(setup, () => assistant.send(asker, newSend(chatId)))
    const view = await ended(setup, () => assistant.regenerate(asker, { id: sent.message.id, replyId: uuid() }))
    expect(view).toMatchObject({ parentId: sent.message.id, siblings: [sent.reply.id, view.id] })
  })

  test('what does not fit is refused', async () => {
    const setup = await setUp(scriptedModel([says('…'), 'silence']))
    const { assistant, asker, chatId, db } = setup
    const { reply, message } = await assistant.send(asker, newSend(chatId))
    await expect(assistant.regenerate(asker, { id: reply.id, replyId: uuid() })).rejects.toThrow(ReplyRunningError)
    await expect(assistant.continueReply(asker, { id: reply.id, replyId: uuid() })).rejects.toThrow(ReplyRunningError)
    for (const replyId of [reply.id, message.id]) {
      await expect(assistant.continueReply(asker, { id: message.id, replyId })).rejects.toThrow(InvalidOperationError)
    }
    await assistant.stop(asker, { id: reply.id })
    for (const replyId of [reply.id, message.id]) {
      await expect(assistant.regenerate(asker, { id: reply.id, replyId })).rejects.toThrow(InvalidOperationError)
    }
    const wish = { id: reply.id, replyId: uuid() }
    await expect(assistant.regenerate({ ...asker, userId: 2n }, wish)).rejects.toThrow(NotFoundError)
    await expect(assistant.regenerate(asker, { id: uuid(), replyId: uuid() })).rejects.toThrow(NotFoundError)
    await db.message.create({ data: { id: 'greeting', chatId, role: 'assistant', status: 'done' } })
    await expect(assistant.regenerate(asker, { id: 'greeting', replyId: uuid() })).rejects.toThrow(InvalidOperationError)
  })
})

describe('edit', () => {
  test('makes a branch of its own; the old one is intact and can be chosen again', async () => {
    const model = scriptedModel(...['A1', 'A2', 'A3', 'B2'].map((text) => [says(text), finishes()]))
    const setup = await setUp(model)
    const { assistant, asker, chatId } = setup
    const first = await ended(setup, () => assistant.send(asker, newSend(chatId, 'Q1')))
    const second = await ended(setup, () => assistant.send(asker, newSend(chatId, 'Q2')))
    const third = await ended(setup, () => assistant.send(asker, newSend(chatId, 'Q3')))
    const old = await branch(setup)
    const wish = { id: second.message.id, newId: uuid(), replyId: uuid(), text: 'Q2b' }
    const edited = await ended(setup, () => assistant.edit(asker, wish))
    expect(edited.message).toMatchObject({ parentId: first.reply.id, siblings: [second.message.id, wish.newId] })
    expect(await assistant.edit(asker, { ...wish, text: 'ignored' })).toMatchObject({ message: { parts: [{ text: 'Q2b' }] } })
    expect(await branch(setup)).toEqual([
      ...old.slice(0, 2), [wish.newId, 'Q2b'], [wish.replyId, 'B2'],
    ])
    expect(model.requests[3]?.contents.flatMap(({ parts }) => parts)).toMatchObject([{ text: 'Q1' }, { text: 'A1' }, { text: 'Q2b' }])

    const selected = await assistant.selectBranch(asker, { id: second.message.id })
    expect(selected).toEqual({ chatId, activeLeafId: third.reply.id })
    expect(await branch(setup)).toEqual(old)
    await expect(assistant.selectBranch({ userId: 2n }, { id: wish.newId })).rejects.toThrow(NotFoundError)
  })

  test('of the first message, and what does not fit', async () => {
    const setup = await setUp(answering('A.'))
    const { assistant, asker, chatId } = setup
    const sent = await ended(setup, () => assistant.send(asker, newSend(chatId)))
    const { id } = sent.message
    const wish = { id, newId: uuid(), replyId: uuid(), text: 'Other' }
    const edited = await ended(setup, () => assistant.edit(asker, wish))
    expect(edited.message).toMatchObject({ parentId: null, siblings: [id, wish.newId] })
    await expect(assistant.edit(asker, { ...wish, id: sent.reply.id })).rejects.toThrow(InvalidOperationError)
    await expect(assistant.edit(asker, { ...wish, newId: id, replyId: uuid() })).rejects.toThrow(InvalidOperationError)
    await expect(assistant.edit(asker, { ...wish, newId: sent.reply.id })).rejects.toThrow(InvalidOperationError)
  })
})

describe('continue', () => {
  test('goes on in a sibling that begins with the old text, and the model is told to', async () => {
    const model = scriptedModel([says('One, two,'), finishes('max-tokens')], [says(' three.'), finishes()], [says('OK'), finishes()])
    const setup = await setUp(model)
    const { assistant, asker, chatId, db } = setup
    const sent = await ended(setup, () => assistant.send(asker, newSend(chatId, 'Count')))
    const wish = { id: sent.reply.id, replyId: uuid() }
    const reading = watch(setup)
    await reading.ready
    const view = await assistant.continueReply(asker, wish)
    expect(view).toMatchObject({ status: 'running', parts: [{ type: 'text', text: 'One, two,' }], siblings: [sent.reply.id, wish.replyId] })
    const events = await reading.done
    expect(events[1]).toMatchObject({ type: 'start', message: null, reply: { parts: [{ text: 'One, two,' }] } })
    expect(events[2]).toMatchObject({ type: 'delta', index: 0, text: ' three.', seq: 1 })
    expect(await branch(setup)).toEqual([[sent.message.id, 'Count'], [wish.replyId, 'One, two, three.']])
    expect(await db.message.findUnique({ where: { id: sent.reply.id } })).toMatchObject({ text: 'One, two,', status: 'done', failure: 'MAX_TOKENS' })

    const asked = model.requests[1]?.contents ?? []
    expect(asked.map(({ role }) => role)).toEqual(['user', 'model', 'user'])
    expect(asked[1]).toEqual({ role: 'model', parts: [{ type: 'text', text: 'One, two,' }] })
    expect((await assistant.continueReply(asker, wish)).status).toBe('done')
    const whole = { id: wish.replyId, replyId: uuid() }
    await expect(assistant.continueReply(asker, whole)).rejects.toThrow(InvalidOperationError)

    await ended(setup, () => assistant.send(asker, newSend(chatId, 'Thanks')))
    expect(model.requests[2]?.contents).toEqual([
      { role: 'user', parts: [{ type: 'text', text: 'Count' }] },
      { role: 'model', parts: [{ type: 'text', text: 'One, two,' }, { type: 'text', text: ' three.' }] },
      { role: 'user', parts: [{ type: 'text', text: 'Thanks' }] },
    ])
  })

  test('of a reply without a word asks anew', async () => {
    const model = scriptedModel([finishes('blocked-reply')], [says('Now.'), finishes()])
    const setup = await setUp(model)
    const { assistant, asker, chatId } = setup
    const sent = await ended(setup, () => assistant.send(asker, newSend(chatId, 'Q')))
    await ended(setup, () => assistant.continueReply(asker, { id: sent.reply.id, replyId: uuid() }))
    expect(model.requests[1]?.contents).toEqual([{ role: 'user', parts: [{ type: 'text', text: 'Q' }] }])
  })
})

describe('the list of messages', () => {
  test('pages through the active branch of a long chat, each page once, without gaps', { timeout: 90_000 }, async () => {
    const setup = await setUp(answering('Unused'))
    const { db, chatId } = setup
    const ids = Array.from({ length: 10_000 }, (_, n) => `m${n}`)
    await db.message.createMany({
      data: ids.map((id, n) => ({
        id, chatId, parentId: n === 0 ? null : `m${n - 1}`, role: n % 2 === 0 ? 'user' : 'assistant', status: 'done', createdAt: new Date(n),
      })),
    })
    await db.message.create({ data: { id: 'aside', chatId, parentId: 'm9', role: 'user', status: 'done', createdAt: new Date(20_000) } })
    await db.chat.update({ where: { id: chatId }, data: { activeLeafId: 'm9999' } })
    const seen: MessageView[] = []
    let cursor: string | undefined
    do {
      const page = await listMessages(db, { userId: 1n, chatId, cursor, limit: 900 })
      expect(page.items.length).toBeLessThanOrEqual(900)
      seen.push(...page.items)
      cursor = page.nextCursor ?? undefined
    } while (cursor !== undefined)
    expect(seen.map(({ id }) => id)).toEqual(ids.toReversed())
    expect(seen.find(({ id }) => id === 'm10')?.siblings).toEqual(['m10', 'aside'])
    expect(await setup.assistant.selectBranch(setup.asker, { id: 'm1' })).toMatchObject({ activeLeafId: 'aside' })
    expect(await setup.assistant.selectBranch(setup.asker, { id: 'm10' })).toMatchObject({ activeLeafId: 'm9999' })
  })

  test('is empty for a chat without messages and for a cursor of another chat; not found for another user', async () => {
    const { db, chatId } = await setUp(answering('Unused'))
    await db.chat.create({ data: { id: 'other', userId: 1n } })
    await db.message.create({ data: { id: 'm', chatId: 'other', role: 'user', status: 'done' } })
    const empty = { items: [], nextCursor: null }
    expect(await listMessages(db, { userId: 1n, chatId, limit: 10 })).toEqual(empty)
    expect(await listMessages(db, { userId: 1n, chatId, cursor: 'm', limit: 10 })).toEqual(empty)
    await expect(listMessages(db, { userId: 2n, chatId, limit: 10 })).rejects.toThrow(NotFoundError)
  })
})
