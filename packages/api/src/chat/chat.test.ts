import { expect, test } from 'vitest'
import type { Caller } from '../../test/harness.ts'
import { createHarness, ended, refusal } from '../../test/harness.ts'

async function makeChats(caller: Caller, pass: (ms: number) => void, titles: string[]) {
  const chats = []
  for (const title of titles) {
    chats.push(await caller.chat.create({ title }))
    pass(1_000)
  }
  return chats
}

async function titlesOf(caller: Caller, options: { limit: number, archived?: boolean }): Promise<(string | null)[][]> {
  const pages = []
  let cursor: string | undefined
  do {
    const page = await caller.chat.list({ ...options, cursor })
    pages.push(page.items.map(({ title }) => title))
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  return pages
}

test('chats are listed newest first, pinned ones before, in pages that miss and repeat none', async () => {
  await using house = await createHarness()
  const caller = house.as({ id: 1 })
  const [a, , c] = await makeChats(caller, house.pass, ['a', 'b', 'c', 'd', 'e'])
  await caller.chat.update({ id: a?.id ?? '', pinned: true })
  house.pass(1_000)
  await caller.chat.update({ id: c?.id ?? '', pinned: true })
  expect(await titlesOf(caller, { limit: 10 })).toEqual([['c', 'a', 'e', 'd', 'b']])
  expect(await titlesOf(caller, { limit: 1 })).toEqual([['c'], ['a'], ['e'], ['d'], ['b']])
  expect(await titlesOf(caller, { limit: 2 })).toEqual([['c', 'a'], ['e', 'd'], ['b']])
})

test('archived and deleted chats leave the list, and come back', async () => {
  await using house = await createHarness()
  const caller = house.as({ id: 1 })
  const [a, b] = await makeChats(caller, house.pass, ['a', 'b'])
  await caller.chat.update({ id: a?.id ?? '', archived: true })
  await caller.chat.delete({ id: b?.id ?? '' })
  expect(await titlesOf(caller, { limit: 10 })).toEqual([[]])
  expect(await titlesOf(caller, { limit: 10, archived: true })).toEqual([['a']])
  expect(await refusal(caller.chat.get({ id: b?.id ?? '' }))).toEqual({ reason: 'NOT_FOUND' })
  await caller.chat.restore({ id: b?.id ?? '' })
  await caller.chat.update({ id: a?.id ?? '', archived: false })
  expect(await titlesOf(caller, { limit: 10 })).toEqual([['b', 'a']])
})

test('creating twice with one id makes one chat', async () => {
  await using house = await createHarness()
  const caller = house.as({ id: 1 })
  const id = crypto.randomUUID()
  const made = await Promise.all([1, 2, 3].map(() => caller.chat.create({ id, title: 'Once' })))
  expect(new Set(made.map((chat) => chat.id))).toEqual(new Set([id]))
  expect(await house.db.chat.count()).toBe(1)
})

test('a chat takes the user\'s preferred persona and model when it is made', async () => {
  await using house = await createHarness()
  const caller = house.as({ id: 1 })
  await caller.auth.me()
  await caller.auth.updateSettings({ persona: 'teacher', model: 'model-b' })
  expect(await caller.chat.create({})).toMatchObject({ persona: 'teacher', model: 'model-b' })
  expect(await caller.chat.create({ persona: 'coder' })).toMatchObject({ persona: 'coder', model: 'model-b' })
})

test('another user\'s chat is not found, whatever is tried', async () => {
  await using house = await createHarness()
  const [owner, other] = [house.as({ id: 1 }), house.as({ id: 2 })]
  const { id } = await owner.chat.create({ title: 'Private' })
  const sent = { chatId: id, id: crypto.randomUUID(), replyId: crypto.randomUUID(), text: 'Hi' }
  const { message, reply } = await owner.message.send(sent)
  await ended(owner, id, reply.id)
  const fresh = () => crypto.randomUUID()
  const attempts: Promise<unknown>[] = [
    other.chat.get({ id }),
    other.chat.update({ id, title: 'Stolen' }),
    other.chat.delete({ id }),
    other.chat.restore({ id }),
    other.chat.clearContext({ id }),
    other.chat.export({ id, format: 'json' }),
    other.chat.create({ id }),
    other.message.list({ chatId: id }),
    other.message.send({ ...sent, id: fresh(), replyId: fresh() }),
    other.message.stop({ id: reply.id }),
    other.message.regenerate({ id: reply.id, replyId: fresh() }),
    other.message.edit({ id: message.id, newId: fresh(), replyId: fresh(), text: 'x' }),
    other.message.continue({ id: reply.id, replyId: fresh() }),
    other.message.selectBranch({ id: reply.id }),
    other.message.rate({ id: reply.id, value: 1 }),
  ]
  expect(await Promise.all(attempts.map(refusal))).toEqual(attempts.map(() => ({ reason: 'NOT_FOUND' })))
  expect((await other.chat.search({ text: 'Hi' })).items).toEqual([])
  expect(await house.db.message.count()).toBe(2)
  expect((await owner.chat.get({ id })).title).toBe('Private')
})

test('a search finds words in any of the user\'s chats and shows what stands around them', async () => {
  await using house = await createHarness()
  const caller = house.as({ id: 1 })
  const { id: chatId } = await caller.chat.create({ title: 'Trees' })
  const { reply } = await caller.message.send({
    chatId, id: crypto.randomUUID(), replyId: crypto.randomUUID(), text: 'Tell me about 100% old_growth larches',
  })
  await ended(caller, chatId, reply.id)
  const { items } = await caller.chat.search({ text: 'old_growth' })
  expect(items).toMatchObject([{
    chatId, chatTitle: 'Trees', role: 'user', snippet: { before: 'Tell me about 100% ', hit: 'old_growth', after: ' larches' },
  }])
})

test('a search has no syntax, goes page by page, and leaves deleted chats out', async () => {
  await using house = await createHarness()
  const caller = house.as({ id: 1 })
  const { id: chatId } = await caller.chat.create({ title: 'Trees' })
  for (const text of ['The Lärche, 100% "old"', 'larch* and OR', '落叶松在哪里', '🌲🌲']) {
    const { reply } = await caller.message.send({ chatId, id: crypto.randomUUID(), replyId: crypto.randomUUID(), text })
    await ended(caller, chatId, reply.id)
    house.pass(1_000)
  }
  const hits = async (text: string) => (await caller.chat.search({ text })).items.map(({ snippet }) => snippet.hit)
  expect(await hits('larch')).toEqual(['larch', 'Lärch'])
  expect(await hits('old 100%')).toEqual(['100%'])
  expect(await hits('叶松')).toEqual(['叶松'])
  for (const text of ['🌲', '%', '*', '"', 'NEAR(', 'text:larch OR', '100_']) expect(await hits(text)).toEqual([])

  const first = await caller.chat.search({ text: 'larch', limit: 1 })
  const second = await caller.chat.search({ text: 'larch', limit: 1, cursor: first.nextCursor ?? '' })
  expect([...first.items, ...second.items].map(({ snippet }) => snippet.hit)).toEqual(['larch', 'Lärch'])
  expect(second.nextCursor).toBe(null)
  await caller.chat.delete({ id: chatId })
  expect(await hits('larch')).toEqual([])
})

test('an export holds the whole branch, in order', async () => {
  await using house = await createHarness()
  const caller = house.as({ id: 1 })
  const { id } = await caller.chat.create({ title: 'Trip' })
  const { reply } = await caller.message.send({
    chatId: id, id: crypto.randomUUID(), replyId: crypto.randomUUID(), text: 'Where to?',
  })
  await ended(caller, id, reply.id)
  const { content, mimeType } = await caller.chat.export({ id, format: 'markdown' })
  expect(mimeType).toBe('text/markdown')
  expect(content).toMatch(/^# Trip\n[^]*## You[^]*Where to\?[^]*## Assistant[^]*Hello!/)
  expect(JSON.parse((await caller.chat.export({ id, format: 'json' })).content)).toMatchObject({
    title: 'Trip', messages: [{ role: 'user' }, { role: 'assistant', status: 'done' }],
  })
})

test('clearing the context of every chat leaves those of others, and every message', async () => {
  await using house = await createHarness()
  const [caller, other] = [house.as({ id: 1 }), house.as({ id: 2 })]
  const talk = async (who: typeof caller) => {
    const { id } = await who.chat.create({})
    const sent = { chatId: id, id: crypto.randomUUID(), replyId: crypto.randomUUID(), text: 'Hi' }
    await ended(who, id, (await who.message.send(sent)).reply.id)
    return { id, replyId: sent.replyId }
  }
  const [first, second, theirs] = [await talk(caller), await talk(caller), await talk(other)]
  const unused = await caller.chat.create({})
  await caller.chat.clearContexts()
  for (const { id, replyId } of [first, second]) {
    expect((await caller.chat.get({ id })).contextAfterId).toBe(replyId)
    expect((await caller.message.list({ chatId: id })).items).toHaveLength(2)
  }
  expect((await caller.chat.get({ id: unused.id })).contextAfterId).toBe(null)
  expect((await other.chat.get({ id: theirs.id })).contextAfterId).toBe(null)
})
