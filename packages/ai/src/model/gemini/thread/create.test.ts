import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { Worker } from 'node:worker_threads'
import { scriptedText, startGeminiEmulator } from '@parley/emulators'
import type { GeminiEmulator } from '@parley/emulators'
import { afterAll, afterEach, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { weatherInput } from '../../../tools/weather/input.ts'
import type { Model, ModelChunk, ModelRequest } from '../../port.ts'
import { fault, read, request } from '../test/ask-model.ts'
import { serve } from '../test/serve.ts'
import { createGeminiThread } from './create.ts'

let gemini: GeminiEmulator
let model: Model

beforeAll(async () => {
  gemini = await startGeminiEmulator({ apiKeys: ['good'], pace: { firstByteMs: 0, tokensPerSecond: 2_000 } })
  model = createGeminiThread({ apiKey: 'good', baseUrl: gemini.url })
})
afterEach(() => gemini.control.reset())
afterAll(() => gemini.close())

const textOf = (chunks: ModelChunk[]): string =>
  chunks.map((chunk) => chunk.type === 'part' && chunk.part.type === 'text' ? chunk.part.text : '').join('')

test('replies that run side by side come whole, each to who asked, its usage and its end last', async () => {
  const seeds = Array.from({ length: 20 }, (_, index) => index + 1)
  await Promise.all(seeds.map(async (seed) => {
    const chunks = await read(model, request(`[[scenario:tokens n=200 seed=${seed}]]`))
    expect(textOf(chunks)).toBe(scriptedText({ n: 200, seed }))
    expect(chunks.filter(({ type }) => type === 'part').length).toBeGreaterThan(3)
    expect(chunks.slice(-2)).toEqual([
      { type: 'usage', usage: expect.objectContaining({ replyTokens: 200 }) }, { type: 'finish', reason: 'stop' },
    ])
  }))
})

test('a call comes with its id and signature, which the strict API takes back', async () => {
  const asked = request('What is the weather in Paris?', {
    tools: [{ name: 'get_weather', description: 'The weather.', input: weatherInput }],
  })
  const parts = (await read(model, asked)).flatMap((chunk) => chunk.type === 'part' ? [chunk.part] : [])
  const call = parts.find((part) => part.type === 'tool-call')
  if (call === undefined) throw new Error('Nothing was called')
  expect(call).toMatchObject({ name: 'get_weather', providerData: { thoughtSignature: expect.any(String) } })
  const { callId, name } = call
  const contents: ModelRequest['contents'] = [
    ...asked.contents, { role: 'model', parts },
    { role: 'user', parts: [{ type: 'tool-result', callId, name, output: { error: 'The service is down.' } }] },
  ]
  expect((await read(model, { ...asked, contents })).at(-1)).toEqual({ type: 'finish', reason: 'stop' })
})

test('faults keep their kind, the wait that was asked for and the network\'s code, and no secret', async () => {
  const details = [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '31s' }]
  const { url: busy } = await serve((_, response) => {
    response.writeHead(429, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ error: { code: 429, message: 'Slow down.', status: 'RESOURCE_EXHAUSTED', details } }))
  })
  const { kind, retryAfterMs } = await fault(createGeminiThread({ apiKey: 'good', baseUrl: busy }))
  expect({ kind, retryAfterMs }).toEqual({ kind: 'busy', retryAfterMs: 31_000 })
  expect(await fault(createGeminiThread({ apiKey: 'good', baseUrl: 'http://127.0.0.1:9' })))
    .toMatchObject({ kind: 'unavailable', cause: { code: 'ECONNREFUSED' } })
  const { url: silent } = await serve(() => undefined)
  expect((await fault(createGeminiThread({ apiKey: 'good', baseUrl: silent, idleTimeoutMs: 50 }))).kind).toBe('timeout')
  const rejected = await fault(createGeminiThread({ apiKey: 'bad-secret', baseUrl: gemini.url }))
  expect(rejected.kind).toBe('rejected')
  expect(JSON.stringify([rejected.message, rejected.cause])).not.toContain('bad-secret')
})

test('an abort and a reader that leaves close the connection to Gemini', async () => {
  const stop = new AbortController()
  const endless = request('[[scenario:tokens n=50000 rate=100]]')
  const reading = (async () => {
    for await (const chunk of model.stream(endless, stop)) {
      if (chunk.type === 'part') stop.abort(new Error('stopped by the user'))
    }
  })()
  await expect(reading).rejects.toThrow('stopped by the user')
  expect((await gemini.journal.waitFor(({ ended }) => ended !== 'running')).ended).toBe('aborted')
  gemini.control.reset()
  for await (const _ of model.stream(endless, new AbortController())) break
  expect((await gemini.journal.waitFor(({ ended }) => ended !== 'running')).ended).toBe('aborted')
})

test('an abort while the model is silent is heard at once', async () => {
  const { url: silent } = await serve(() => stop.abort(new Error('enough')))
  const stop = new AbortController()
  await expect(read(createGeminiThread({ apiKey: 'good', baseUrl: silent }), request('Hello'), stop.signal))
    .rejects.toThrow('enough')
})

test('a call that is aborted already asks nothing', async () => {
  await expect(read(model, request('Hello'), AbortSignal.abort(new Error('too late')))).rejects.toThrow('too late')
  expect(gemini.journal.entries()).toEqual([])
})

test('the thread keeps a process alive for as long as a call takes, and no longer', async () => {
  const script = `
    import { createGeminiThread } from ${JSON.stringify(new URL('./create.ts', import.meta.url).href)}
    const model = createGeminiThread({ apiKey: 'good', baseUrl: '${gemini.url}' })
    const contents = [{ role: 'user', parts: [{ type: 'text', text: '[[scenario:tokens n=60 rate=100]]' }] }]
    const asked = { model: 'gemini-3.8-flash', system: '', contents, tools: [] }
    for await (const chunk of model.stream(asked, new AbortController())) if (chunk.type === 'finish') console.log('whole')
  `
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module-typescript', '-e', script])
  expect(stdout).toBe('whole\n')
})

test('a thread that dies is a fault of the calls that it served, and the next call has another', async () => {
  const onError = vi.fn()
  const posted = vi.spyOn(Worker.prototype, 'postMessage')
  onTestFinished(() => posted.mockRestore())
  const mortal = createGeminiThread({ apiKey: 'good', baseUrl: gemini.url, onError })
  const failed = (async () => {
    for await (const chunk of mortal.stream(request('[[scenario:tokens n=50000 rate=100]]'), new AbortController())) {
      if (chunk.type === 'part') void (posted.mock.contexts[0] as Worker).terminate()
    }
  })()
  await expect(failed).rejects.toMatchObject({ name: 'ModelError', kind: 'unavailable' })
  expect(onError).toHaveBeenCalledTimes(1)
  expect((await read(mortal, request('Hello'))).at(-1)).toEqual({ type: 'finish', reason: 'stop' })
})
