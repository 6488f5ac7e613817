import { createDatabase } from '@parley/db'
import { scriptedText } from '@parley/emulators'
import { expect, test } from 'vitest'
import type { ServerProcess } from '../src/testing.ts'
import { createClient, reasonOf } from './reliability/support/client.ts'
import { until } from './reliability/support/until.ts'
import { describeWithHouse } from './two-servers/house.ts'
import { createUser } from './two-servers/user.ts'
import type { User } from './two-servers/user.ts'

let lastUser = 0

const words = (n: number, rate = 200) => `[[scenario:tokens n=${n} rate=${rate}]]`

/** A user with a chat, who talks to these servers only. */
async function userOf(...servers: ServerProcess[]): Promise<{ user: User, chatId: string, id: number }> {
  const id = ++lastUser
  const user = createUser(id, () => servers.map(({ url }) => url))
  const { id: chatId } = await user.call((api) => api.chat.create.mutate({}))
  return { user, chatId, id }
}

function newSend(chatId: string, text: string) {
  return { chatId, id: crypto.randomUUID(), replyId: crypto.randomUUID(), text }
}

const textOf = (parts: { type: string, text?: string }[]) => parts.map(({ text }) => text ?? '').join('')

/** Resolves once the chat's reader at `server` was given some text of a reply; the reader is gone then. */
async function someTextAt(server: ServerProcess, userId: number, chatId: string): Promise<void> {
  const stop = new AbortController()
  for await (const { event } of createClient(server.url ?? '', userId).events(chatId, { signal: stop.signal })) {
    if (event.type === 'delta' || (event.type === 'snapshot' && textOf(event.running?.parts ?? []) !== '')) break
  }
  stop.abort()
}

describeWithHouse('two servers on one PostgreSQL and one Redis', (house) => {
  test('four that start at once on an empty database come up, each migration applied once', { timeout: 90_000 }, async () => {
    const { postgresql, startServer } = house()
    const admin = await createDatabase(postgresql.url)
    await admin.$executeRawUnsafe('CREATE DATABASE at_once')
    await admin.$disconnect()
    const url = new URL('at_once', postgresql.url).href
    const started = await Promise.all(Array.from({ length: 4 }, () => startServer(url)))
    for (const server of started) expect((await fetch(`${server.url}/readyz`)).status).toBe(200)
    const db = await createDatabase(url)
    const applied = await db.$queryRawUnsafe<{ name: string, done: boolean }[]>(
      'SELECT migration_name AS name, finished_at IS NOT NULL AS done FROM _prisma_migrations',
    )
    await db.$disconnect()
    expect(applied.length).toBeGreaterThan(0)
    expect(new Set(applied.map(({ name }) => name)).size).toBe(applied.length)
    expect(applied.every(({ done }) => done)).toBe(true)
    expect(await Promise.all(started.map((server) => server.stop()))).toEqual([0, 0, 0, 0])
  })

  test('what is sent to one streams from the other, as a stream', { timeout: 60_000 }, async () => {
    const { a, b } = await house().twoServers()
    const { user, chatId, id } = await userOf(a)
    const send = newSend(chatId, words(100))
    const deltas: string[] = []
    for await (const event of createUser(id, () => [b.url]).read(chatId, ({ type }) => type === 'finish')) {
      if (event.type === 'snapshot') await user.call((api) => api.message.send.mutate(send))
      if (event.type === 'delta') deltas.push(event.text)
    }
    expect(deltas.join('')).toBe(scriptedText({ n: 100 }))
    expect(deltas.length).toBeGreaterThan(5)
  })

  test('the same send at both, at once, is one message and one reply', async () => {
    const { a, b } = await house().twoServers()
    const { user, chatId, id } = await userOf(a)
    const send = newSend(chatId, words(10))
    house().gemini.journal.clear()
    const clients = [a, b, a, b].map(({ url }) => createClient(url ?? '', id))
    const sent = await Promise.all(clients.map(({ api }) => api.message.send.mutate(send)))
    expect(sent.map(({ message, reply }) => [message.id, reply.id])).toEqual(sent.map(() => [send.id, send.replyId]))
    await user.ended(chatId, send.replyId)
    expect((await user.call((api) => api.message.list.query({ chatId }))).items).toHaveLength(2)
    expect(house().gemini.journal.generations('reply')).toHaveLength(1)
  })

  test('Stop at one reaches the model through the other', async () => {
    const { a, b } = await house().twoServers()
    const { user, chatId, id } = await userOf(a)
    const send = newSend(chatId, words(100_000))
    await user.call((api) => api.message.send.mutate(send))
    await someTextAt(b, id, chatId)
    const stopped = await createClient(b.url ?? '', id).api.message.stop.mutate({ id: send.replyId })
    expect(stopped).toMatchObject({ status: 'stopped', parts: [{ type: 'text' }] })
    expect(scriptedText({ n: 100_000 }).startsWith(textOf(stopped.parts))).toBe(true)
  })

  test('when one is killed amid a reply, the other says so, and "Try again" works there', { timeout: 90_000 }, async () => {
    const { a, b } = await house().twoServers()
    const { user, chatId, id } = await userOf(a)
    const other = createUser(id, () => [b.url])
    const send = newSend(chatId, words(100_000))
    await user.call((api) => api.message.send.mutate(send))
    await someTextAt(b, id, chatId)
    await a.stop('SIGKILL')
    let shown = ''
    for await (const event of other.read(chatId, ({ type }) => type === 'finish')) {
      if (event.type === 'snapshot') shown = textOf(event.running?.parts ?? [])
      if (event.type === 'delta') shown += event.text
      if (event.type === 'finish') expect(event).toMatchObject({ status: 'interrupted', failure: 'SERVER_STOPPED' })
    }
    const reply = await other.ended(chatId, send.replyId)
    expect(textOf(reply.parts)).toBe(shown)
    expect(shown).not.toBe('')
    expect(scriptedText({ n: 100_000 }).startsWith(shown)).toBe(true)

    house().gemini.control.add({ times: 1, purpose: 'reply', scenario: { name: 'text', text: 'Whole this time.' } })
    const replyId = crypto.randomUUID()
    await other.call((api) => api.message.regenerate.mutate({ id: send.replyId, replyId }))
    expect(await other.ended(chatId, replyId)).toMatchObject({ status: 'done', parts: [{ text: 'Whole this time.' }] })
  })

  test('a rolling restart under load loses nothing', { timeout: 120_000 }, async () => {
    const servers = await house().twoServers()
    const urls = { a: servers.a.url, b: servers.b.url }
    let restarting = true
    const talk = async (id: number): Promise<number> => {
      const user = createUser(id, () => [urls.a, urls.b])
      const { id: chatId } = await user.call((api) => api.chat.create.mutate({}))
      let turns = 0
      for (; turns < 3 || restarting; turns++) {
        const send = newSend(chatId, words(120, 100))
        await user.call((api) => api.message.send.mutate(send))
        const reply = await user.ended(chatId, send.replyId)
        expect([reply.status, textOf(reply.parts)]).toEqual(['done', scriptedText({ n: 120 })])
      }
      const { items } = await user.call((api) => api.message.list.query({ chatId, limit: 200 }))
      expect(items).toHaveLength(2 * turns)
      return turns
    }
    const talks = Array.from({ length: 5 }, () => talk(++lastUser))
    for (const name of ['a', 'b'] as const) {
      const stopping = servers[name].stop('SIGTERM')
      expect(await stopping).toBe(0)
      urls[name] = (await house().startServer()).url
    }
    restarting = false
    expect(Math.min(...await Promise.all(talks))).toBeGreaterThanOrEqual(3)
  })

  test('Redis restarts: replies finish, streams go on, and Stop works again', { timeout: 60_000 }, async () => {
    const { a, b } = await house().twoServers()
    const { user, chatId, id } = await userOf(a)
    const send = newSend(chatId, words(600, 150))
    let seen = ''
    let restarted: Promise<void> | undefined
    const restart = async (): Promise<void> => {
      await house().redis.stop()
      const ready = await (await fetch(`${a.url}/readyz`)).json()
      expect(ready).toEqual({ status: 'ok', redis: 'away' })
      await house().redis.start()
    }
    for await (const event of createUser(id, () => [b.url]).read(chatId, ({ type }) => type === 'finish')) {
      if (event.type === 'snapshot' && restarted === undefined) await user.call((api) => api.message.send.mutate(send))
      if (event.type === 'snapshot') seen = textOf(event.running?.parts ?? [])
      if (event.type === 'delta') {
        seen += event.text
        restarted ??= restart()
      }
    }
    await restarted
    expect(seen).toBe(scriptedText({ n: 600 }))
    expect(await user.ended(chatId, send.replyId)).toMatchObject({ status: 'done', parts: [{ text: seen }] })

    const more = newSend(chatId, words(100_000))
    await user.call((api) => api.message.send.mutate(more))
    await someTextAt(b, id, chatId)
    const client = createClient(b.url ?? '', id)
    await until('the end', async () => (await client.api.message.stop.mutate({ id: more.replyId })).status === 'stopped')
  })

  test('PostgreSQL restarts: a typed error, then everything as before', { timeout: 60_000 }, async () => {
    const { a, b } = await house().twoServers()
    const { user, chatId, id } = await userOf(a, b)
    // Slow enough to end long after the restart.
    const running = newSend(chatId, words(400, 50))
    await user.call((api) => api.message.send.mutate(running))
    await someTextAt(b, id, chatId)
    await house().postgresql.halt()
    for (const { url } of [a, b]) {
      const { api } = createClient(url ?? '', id)
      const refused = await Promise.all([
        api.message.send.mutate(newSend(chatId, 'Anybody?')).catch(reasonOf),
        api.chat.list.query({}).catch(reasonOf),
      ])
      expect(refused).toEqual(['STORAGE', 'STORAGE'])
      expect((await fetch(`${url}/readyz`)).status).toBe(503)
    }
    await house().postgresql.start()
    const reply = await user.ended(chatId, running.replyId)
    expect([reply.status, textOf(reply.parts)]).toEqual(['done', scriptedText({ n: 400 })])
    const send = newSend(chatId, words(10))
    await user.call((api) => api.message.send.mutate(send))
    expect(await user.ended(chatId, send.replyId)).toMatchObject({ status: 'done' })
    for (const { url } of [a, b]) expect((await fetch(`${url}/readyz`)).status).toBe(200)
  })
})
