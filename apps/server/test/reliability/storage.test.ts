import { createDatabase } from '@parley/db'
import type { Database } from '@parley/db'
import { scriptedText } from '@parley/emulators'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Client } from './support/client.ts'
import { createClient, reasonOf } from './support/client.ts'
import type { TestServer } from './support/server.ts'
import { startTestServer } from './support/server.ts'
import type { Received } from './support/sse.ts'
import { until } from './support/until.ts'

const newSend = (chatId: string, text: string) =>
  ({ chatId, id: crypto.randomUUID(), replyId: crypto.randomUUID(), text })

/** A way to make the database refuse what is written. Calling the result takes the trouble away. */
type Trouble = (server: TestServer) => Promise<() => Promise<void>>

/** SQLite itself then says that the disk is full: https://www.sqlite.org/pragma.html#pragma_max_page_count */
const diskFull: Trouble = async ({ db }) => {
  const limit = async (pages: number): Promise<void> => void await db.$queryRawUnsafe(`PRAGMA max_page_count = ${pages}`)
  // It cannot be less than what the file has; what is left of that is filled up.
  await limit(1)
  const filler = { activeAt: new Date(0), userId: 1n, preview: 'x'.repeat(3_000) }
  for (;;) {
    const made = await db.chat.create({ data: { ...filler, id: crypto.randomUUID() } }).then(() => true, () => false)
    if (!made) break
  }
  return async () => limit(1_000_000)
}

/** Another connection that does not let go of the write lock. */
const locked: Trouble = async ({ databaseUrl }) => {
  const other = await createDatabase(databaseUrl)
  onTestFinished(() => other.$disconnect())
  await other.$executeRawUnsafe('BEGIN IMMEDIATE')
  return async () => void await other.$executeRawUnsafe('ROLLBACK')
}

/** All that could be half-written. */
async function stored(db: Database) {
  return {
    messages: await db.message.findMany({ select: { id: true, role: true, status: true, failure: true, text: true } }),
    leases: await db.generation.findMany({ select: { replyId: true } }),
    integrity: await db.$queryRawUnsafe('PRAGMA integrity_check'),
  }
}

const sound = [{ integrity_check: 'ok' }]

async function open(server: TestServer): Promise<{ client: Client, chatId: string, received: Received[] }> {
  const client = createClient(server.url, 1)
  const { id: chatId } = await client.api.chat.create.mutate({ title: 'T' })
  const received: Received[] = []
  const leave = new AbortController()
  const read = async (): Promise<void> => {
    for await (const one of client.events(chatId, { signal: leave.signal })) received.push(one)
  }
  void read().catch(() => undefined)
  onTestFinished(() => leave.abort())
  await until('the snapshot', () => received.length > 0)
  return { client, chatId, received }
}

describe.each([['a full disk', diskFull], ['a database that is locked', locked]])('%s', (_name, begin) => {
  test('refuses a send with STORAGE, whole, and takes the same send afterwards', async () => {
    const server = await startTestServer()
    const { client, chatId } = await open(server)
    const end = await begin(server)
    const send = newSend(chatId, `${'long '.repeat(1_000)} [[scenario:text text="Here you are"]]`)
    expect(await client.api.message.send.mutate(send).catch(reasonOf)).toBe('STORAGE')
    await end()
    expect(await stored(server.db)).toEqual({ messages: [], leases: [], integrity: sound })
    expect(server.gemini.journal.generations()).toEqual([])
    // Reading worked all the time, and nothing is left that would be in the way.
    expect((await client.api.chat.get.query({ id: chatId })).running).toBe(false)

    await client.api.message.send.mutate(send)
    await until('the reply', async () => (await client.api.message.list.query({ chatId })).items[0]?.status === 'done')
    expect((await stored(server.db)).messages).toMatchObject([{ id: send.id }, { id: send.replyId, status: 'done' }])
    expect(server.gemini.journal.generations()).toHaveLength(1)
  })

  test('ends a running reply as told, with STORAGE, and stores it whole once it can', async () => {
    const server = await startTestServer()
    const { client, chatId, received } = await open(server)
    const script = { n: 400, seed: 11 }
    const send = newSend(chatId, `[[scenario:tokens n=${script.n} seed=${script.seed} rate=400]]`)
    await client.api.message.send.mutate(send)
    await until('the first words', () => received.some(({ event }) => event.type === 'delta'))
    const end = await begin(server)
    const finish = await until('the end', () => received.map(({ event }) => event).find(({ type }) => type === 'finish'))
    expect(finish).toMatchObject({ status: 'failed', failure: 'STORAGE' })
    const shown = received.map(({ event }) => (event.type === 'delta' ? event.text : '')).join('')
    expect(shown).toBe(scriptedText(script))
    await end()

    await until('the stored reply', async () => (await stored(server.db)).leases.length === 0)
    const { messages, integrity } = await stored(server.db)
    expect(integrity).toEqual(sound)
    expect(messages).toMatchObject([{ id: send.id }, { id: send.replyId, status: 'failed', failure: 'STORAGE', text: shown }])
    const again = newSend(chatId, '[[scenario:text text="All is well"]]')
    await client.api.message.send.mutate(again)
    await until('the next reply', async () => (await client.api.message.list.query({ chatId })).items[0]?.status === 'done')
  })
})
