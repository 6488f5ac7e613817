import { startGeminiEmulator } from '@parley/emulators'
import type { GeminiEmulator } from '@parley/emulators'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { weatherInput } from '../../tools/weather/input.ts'
import type { ModelContent } from '../port.ts'
import { createGeminiModel } from './create.ts'
import { fault, read, request } from './test/ask-model.ts'
import { serve } from './test/serve.ts'

let gemini: GeminiEmulator

beforeAll(async () => {
  gemini = await startGeminiEmulator({ apiKeys: ['good'], pace: { firstByteMs: 0, tokensPerSecond: 2_000 } })
})
afterEach(() => gemini.control.reset())
afterAll(() => gemini.close())

const weather = { name: 'get_weather', description: 'The weather.', input: weatherInput }

const event = (text: string, finishReason?: string): string =>
  `data: ${JSON.stringify({ candidates: [{ content: { role: 'model', parts: [{ text }] }, finishReason }] })}\n\n`

test('a reply comes in parts, then its usage, then its end', async () => {
  const model = createGeminiModel({ apiKey: 'good', baseUrl: gemini.url })
  const chunks = await read(model, request('[[scenario:tokens n=40 seed=3]]', { maxOutputTokens: 500 }))
  expect(chunks.filter(({ type }) => type === 'part').length).toBeGreaterThan(3)
  expect(chunks.at(-2)).toMatchObject({ type: 'usage', usage: { replyTokens: 40 } })
  expect(chunks.at(-1)).toEqual({ type: 'finish', reason: 'stop' })
  expect(gemini.journal.generations()[0]).toMatchObject({
    path: expect.stringMatching(/^\/v1\/models\/gemini-3\.8-flash:streamGenerateContent/),
    body: {
      systemInstruction: { parts: [{ text: 'Be brief.' }] },
      generationConfig: { maxOutputTokens: 500 },
      contents: [{ role: 'user', parts: [{ text: '[[scenario:tokens n=40 seed=3]]' }] }],
    },
  })
})

test('the version of the API can be another', async () => {
  await read(createGeminiModel({ apiKey: 'good', baseUrl: gemini.url, apiVersion: 'v1beta' }), request('Hello'))
  expect(gemini.journal.generations()[0]?.path).toContain('/v1beta/')
})

test('calls come with id and signature, and the strict API takes them back with their results', async () => {
  const model = createGeminiModel({ apiKey: 'good', baseUrl: gemini.url })
  const asked = request('What is the weather in Paris and Tokyo?', { tools: [weather] })
  const parts = (await read(model, asked)).flatMap((chunk) => chunk.type === 'part' ? [chunk.part] : [])
  const called = parts.filter((part) => part.type === 'tool-call')
  expect(called).toHaveLength(2)
  expect(called[0]).toMatchObject({ name: 'get_weather', providerData: { thoughtSignature: expect.any(String) } })

  const stored = JSON.parse(JSON.stringify(parts)) as typeof parts
  const results = called.map(({ callId, name }) =>
    ({ type: 'tool-result' as const, callId, name, output: { error: 'The service is down.' } }))
  const contents: ModelContent[] = [
    ...asked.contents, { role: 'model', parts: stored }, { role: 'user', parts: results },
  ]
  expect((await read(model, { ...asked, contents })).at(-1)).toEqual({ type: 'finish', reason: 'stop' })
})

test('a bad key is rejected, and not told', async () => {
  const error = await fault(createGeminiModel({ apiKey: 'bad-secret', baseUrl: gemini.url }))
  expect(error.kind).toBe('rejected')
  expect(JSON.stringify([error.message, error.cause])).not.toContain('bad-secret')
})

test('an unknown model is rejected', async () => {
  const model = createGeminiModel({ apiKey: 'good', baseUrl: gemini.url })
  expect((await fault(model, request('Hello', { model: 'gemini-0' }))).kind).toBe('rejected')
})

test.each([
  ['31s', 31_000],
  ['0.25s', 250],
  ['soon', undefined],
  ['-1s', undefined],
])('RetryInfo %s asks to wait %s ms', async (retryDelay, expected) => {
  const details = [
    { '@type': 'type.googleapis.com/google.rpc.Help', links: [] },
    { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay },
  ]
  const { url: baseUrl } = await serve((_, response) => {
    response.writeHead(429, { 'content-type': 'application/json; charset=UTF-8' })
    response.end(JSON.stringify({ error: { code: 429, message: 'Slow down.', status: 'RESOURCE_EXHAUSTED', details } }))
  })
  const { kind, retryAfterMs } = await fault(createGeminiModel({ apiKey: 'good', baseUrl }))
  expect({ kind, retryAfterMs }).toEqual({ kind: 'busy', retryAfterMs: expected })
})

test('a page of a proxy in place of an answer is a fault like another', async () => {
  const { url: baseUrl } = await serve((_, response) => {
    response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>')
  })
  expect((await fault(createGeminiModel({ apiKey: 'good', baseUrl }))).kind).toBe('unavailable')
})

test('nobody listening is unavailable', async () => {
  expect((await fault(createGeminiModel({ apiKey: 'good', baseUrl: 'http://127.0.0.1:9' }))).kind).toBe('unavailable')
})

test('silence is a timeout, before the headers and after them', async () => {
  const { url: silent } = await serve(() => undefined)
  expect((await fault(createGeminiModel({ apiKey: 'good', baseUrl: silent, idleTimeoutMs: 50 }))).kind).toBe('timeout')
  const { url: half } = await serve((_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write(event('One'))
  })
  expect((await fault(createGeminiModel({ apiKey: 'good', baseUrl: half, idleTimeoutMs: 50 }))).kind).toBe('timeout')
})

test('bytes are a sign of life even while no event is whole', async () => {
  const text = event('Slow but steady', 'STOP')
  const { url: baseUrl } = await serve((_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    const write = (from: number): void => {
      if (from >= text.length) return void response.end()
      response.write(text.slice(from, from + 10))
      setTimeout(() => write(from + 10), 100)
    }
    write(0)
  })
  const chunks = await read(createGeminiModel({ apiKey: 'good', baseUrl, idleTimeoutMs: 800 }), request('Hello'))
  expect(chunks).toContainEqual({ type: 'part', part: { type: 'text', text: 'Slow but steady' } })
})

test('a character that is split between two packets stays whole', async () => {
  const bytes = Buffer.from(event('Γειά 👩‍👩‍👧 سلام', 'STOP'))
  const { url: baseUrl } = await serve((_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    const write = (from: number): void => {
      if (from >= bytes.length) return void response.end()
      response.write(bytes.subarray(from, from + 1), () => setImmediate(() => write(from + 1)))
    }
    write(0)
  })
  const chunks = await read(createGeminiModel({ apiKey: 'good', baseUrl }), request('Hello'))
  expect(chunks).toContainEqual({ type: 'part', part: { type: 'text', text: 'Γειά 👩‍👩‍👧 سلام' } })
})

test('an abort closes the connection to Gemini', async () => {
  const stop = new AbortController()
  const model = createGeminiModel({ apiKey: 'good', baseUrl: gemini.url })
  const reading = (async () => {
    for await (const chunk of model.stream(request('[[scenario:tokens n=50000 rate=100]]'), stop)) {
      if (chunk.type === 'part') stop.abort(new Error('stopped by the user'))
    }
  })()
  await expect(reading).rejects.toThrow('stopped by the user')
  const entry = await gemini.journal.waitFor(({ ended }) => ended !== 'running')
  expect(entry.ended).toBe('aborted')
})

test('a reader that leaves closes the connection too', async () => {
  const model = createGeminiModel({ apiKey: 'good', baseUrl: gemini.url })
  const { signal } = new AbortController()
  for await (const _ of model.stream(request('[[scenario:tokens n=50000 rate=100]]'), { signal })) break
  const entry = await gemini.journal.waitFor(({ ended }) => ended !== 'running')
  expect(entry.ended).toBe('aborted')
})

test('a call that is aborted already asks nothing', async () => {
  const model = createGeminiModel({ apiKey: 'good', baseUrl: gemini.url })
  await expect(read(model, request('Hello'), AbortSignal.abort(new Error('too late')))).rejects.toThrow('too late')
  expect(gemini.journal.entries()).toEqual([])
})

test('a checkpoint to go on from is not gone on from: the SDK would repeat what the loop must tell', async () => {
  let requests = 0
  const { url: baseUrl } = await serve((_, response) => {
    requests++
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.end(`data: ${JSON.stringify({
      candidates: [{ content: { role: 'model', parts: [{ text: 'Half' }] } }], continuationToken: 'here',
    })}\n\n`)
  })
  const chunks = await read(createGeminiModel({ apiKey: 'good', baseUrl }), request('Hello'))
  expect(chunks).toEqual([{ type: 'part', part: { type: 'text', text: 'Half' } }])
  expect(requests).toBe(1)
})
