import { scriptedText } from '@parley/emulators'
import { expect, test } from 'vitest'
import { createClient, reasonOf } from './support/client.ts'
import type { Client } from './support/client.ts'
import { readFile } from './support/rows.ts'
import { startTestServer } from './support/server.ts'
import type { Received } from './support/sse.ts'
import { until } from './support/until.ts'

/** Opens a chat, follows it, and asks for so many tokens at so many a second. */
async function ask(client: Client, script: { n: number, seed: number, rate: number }) {
  const { id: chatId } = await client.api.chat.create.mutate({ title: 'T' })
  const received: Received[] = []
  const reading = (async () => {
    for await (const one of client.events(chatId)) received.push(one)
  })()
  await until('the snapshot', () => received.length > 0)
  const [id, replyId] = [crypto.randomUUID(), crypto.randomUUID()]
  const text = `[[scenario:tokens n=${script.n} seed=${script.seed} rate=${script.rate}]]`
  await client.api.message.send.mutate({ chatId, id, replyId, text })
  await until('the first words', () => received.some(({ event }) => event.type === 'delta'))
  const shown = (): string => received.map(({ event }) => (event.type === 'delta' ? event.text : '')).join('')
  return { chatId, replyId, reading, received, shown, whole: scriptedText(script) }
}

test('a server that is to end finishes what it can, keeps the rest, and takes nothing new', async () => {
  const { url, gemini, databaseUrl, stop } = await startTestServer({ graceMs: 4_000 })
  const client = createClient(url, 1)
  const [short, long] = await Promise.all([
    ask(client, { n: 60, seed: 1, rate: 60 }),
    ask(client, { n: 20_000, seed: 2, rate: 100 }),
  ])
  const { id: elsewhere } = await client.api.chat.create.mutate({})
  const ready = async (): Promise<number> => (await fetch(`${url}/readyz`)).status
  expect(await ready()).toBe(200)

  const stopping = stop()
  expect(await ready()).toBe(503)
  expect((await fetch(`${url}/healthz`)).status).toBe(200)
  const late = { chatId: elsewhere, id: crypto.randomUUID(), replyId: crypto.randomUUID(), text: 'Too late?' }
  expect(await client.api.message.send.mutate(late).catch(reasonOf)).toBe('SERVER_CLOSING')
  // Reading goes on, and so does Stop.
  expect((await client.api.message.list.query({ chatId: short.chatId })).items).toHaveLength(2)

  await Promise.all([stopping, short.reading, long.reading])
  await expect(ready()).rejects.toThrow('fetch failed')
  const { messages, leases, defects } = readFile(databaseUrl.slice('file:'.length))
  expect({ leases, defects }).toEqual({ leases: [], defects: [] })
  expect(messages.has(late.id)).toBe(false)

  expect(short.shown()).toBe(short.whole)
  expect(short.received.at(-1)?.event).toMatchObject({ type: 'finish', status: 'done', failure: null })
  expect(messages.get(short.replyId)).toMatchObject({ status: 'done', text: short.whole })

  const end = { status: 'interrupted', failure: 'SERVER_STOPPED' }
  expect(long.received.at(-1)?.event).toMatchObject({ type: 'finish', ...end })
  expect(long.whole.startsWith(long.shown())).toBe(true)
  expect(messages.get(long.replyId)).toMatchObject({ ...end, text: long.shown() })
  expect(gemini.journal.generations('reply').map(({ ended }) => ended).toSorted()).toEqual(['aborted', 'finished'])
})
