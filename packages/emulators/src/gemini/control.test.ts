import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { GeminiJournalEntry } from './control/journal.ts'
import type { GeminiRule } from './control/rule.ts'
import type { GeminiEmulator } from './start.ts'
import { startGeminiEmulator } from './start.ts'
import { createClient, model } from './test/client.ts'

let emulator: GeminiEmulator
let client: ReturnType<typeof createClient>

beforeAll(async () => {
  emulator = await startGeminiEmulator({ pace: { firstByteMs: 0, tokensPerSecond: Infinity }, journalLimit: 10 })
  client = createClient(emulator)
})
beforeEach(() => {
  emulator.control.reset()
})
afterAll(() => emulator.close())

async function send(path: string, body: unknown): Promise<Response> {
  return fetch(`${emulator.url}/control/${path}`, {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body),
  })
}

it('plays what the control endpoint says, as often as it says, and forgets it on reset', async () => {
  const rule: GeminiRule = { times: 1, scenario: { name: 'text', text: 'As I was told.' } }
  expect((await send('scenario', rule)).status).toBe(204)
  expect((await client.stream('hello')).text).toBe('As I was told.')
  expect((await client.stream('hello')).text).toMatch(/^Hello!/)
  emulator.control.add({ fault: { kind: 'status', status: 500 } })
  await expect(client.stream('hello')).rejects.toMatchObject({ status: 500 })
  expect((await send('reset', {})).status).toBe(204)
  expect((await client.stream('hello')).text).toMatch(/^Hello!/)
})

it('refuses a rule that it does not understand', async () => {
  const response = await send('scenario', { fault: { kind: 'status', status: 200 } })
  expect(response.status).toBe(400)
  expect(await response.text()).toContain('fault.status')
  expect(() => {
    emulator.control.add({ times: 0 })
  }).toThrow()
})

it('takes rules in order, each for what it matches', async () => {
  emulator.control.add({ match: 'tea', scenario: { name: 'text', text: 'Tea.' } })
  emulator.control.add({ purpose: 'title', scenario: { name: 'text', text: 'A title' } })
  emulator.control.add({ round: 'tools', fault: { kind: 'status', status: 500 } })
  expect((await client.stream('some tea')).text).toBe('Tea.')
  expect((await client.stream('hello')).text).toMatch(/^Hello!/)
  const title = await client.ai.models.generateContent({ model, contents: 'Write a title for this conversation.\n\nUser: coffee' })
  expect(title.text).toBe('A title')
})

it('leaves titles alone when a prompt asks for trouble', async () => {
  const title = await client.ai.models.generateContent({
    model,
    contents: [{ role: 'user', parts: [{ text: '[[fault:503]] What is the weather in Paris?' }] }],
    config: { systemInstruction: 'Write a title of at most six words for this conversation.' },
  })
  expect(title.text).toBe('Weather in Paris')
  expect(emulator.journal.generations('title')).toHaveLength(1)
  expect(emulator.journal.generations('reply')).toHaveLength(0)
})

it('writes down what was asked and how it went, without the key', async () => {
  await client.stream('[[scenario:tokens n=40]]')
  await client.ai.models.countTokens({ model, contents: 'hello' })
  const text = await (await fetch(`${emulator.url}/control/journal`)).text()
  expect(text).not.toContain('"demo"')
  const { entries } = JSON.parse(text) as { entries: GeminiJournalEntry[] }
  expect(entries).toMatchObject([
    {
      method: 'POST',
      path: `/v1/models/${model}:streamGenerateContent`,
      hasKey: true,
      model,
      purpose: 'reply',
      body: { contents: [{ role: 'user', parts: [{ text: '[[scenario:tokens n=40]]' }] }] },
      chunks: 11,
      tokens: 40,
      status: 200,
      ended: 'finished',
    },
    { path: `/v1/models/${model}:countTokens`, purpose: null, status: 200, ended: 'finished' },
  ])
  const [first] = entries
  expect(first?.firstByteAt).toBeGreaterThanOrEqual(first?.startedAt ?? Infinity)
  expect(first?.endedAt).toBeGreaterThanOrEqual(first?.firstByteAt ?? Infinity)
})

it('writes down refusals', async () => {
  await fetch(`${emulator.url}/v1/models/${model}:generateContent`, { method: 'POST' })
  const entry = await emulator.journal.waitFor(({ ended }) => ended !== 'running')
  expect(entry).toMatchObject({ hasKey: false, status: 400, ended: 'refused' })
})

it('sees that a stop reached the socket, and sends no more', async () => {
  const controller = new AbortController()
  const stream = await client.ai.models.generateContentStream({
    model, contents: '[[scenario:tokens n=100000 rate=500]]', config: { abortSignal: controller.signal },
  })
  const { value } = await stream.next()
  expect(value?.text).not.toBe('')
  controller.abort()
  const entry = await emulator.journal.waitFor(({ ended }) => ended === 'aborted')
  const { tokens } = entry
  expect(tokens).toBeLessThan(100_000)
  await client.stream('[[scenario:tokens n=100 rate=1000]]')
  expect(entry.tokens).toBe(tokens)
})

it('keeps a bounded number of requests', async () => {
  for (let index = 0; index < 30; index++) await client.ai.models.countTokens({ model, contents: 'x' })
  expect(emulator.journal.entries().length).toBeLessThanOrEqual(20)
  expect(emulator.journal.entries().at(-1)?.id).toBeGreaterThanOrEqual(30)
})

it('tells those who wait that it was closed', async () => {
  const other = await startGeminiEmulator()
  const waiting = other.journal.waitFor(() => true)
  const rejected = expect(waiting).rejects.toThrow('The emulator was closed.')
  await other.close()
  await rejected
})
