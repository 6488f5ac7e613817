import { ApiError } from '@google/genai'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { GeminiEmulator } from './start.ts'
import { startGeminiEmulator } from './start.ts'
import { asked, createClient, model, withResults } from './test/client.ts'

let emulator: GeminiEmulator
let client: ReturnType<typeof createClient>

beforeAll(async () => {
  emulator = await startGeminiEmulator({ pace: { firstByteMs: 0, tokensPerSecond: 10_000, tokensPerChunk: 1 } })
  client = createClient(emulator)
})
beforeEach(() => {
  emulator.control.reset()
})
afterAll(() => emulator.close())

/** What arrives before the stream fails, and the failure. */
async function broken(prompt: string): Promise<{ text: string, error: unknown }> {
  let text = ''
  try {
    for await (const chunk of await client.ai.models.generateContentStream({ model, contents: prompt })) text += chunk.text ?? ''
  } catch (error) {
    return { text, error }
  }
  throw new Error('It did not fail.')
}

const words = '[[scenario:text text="one two three four five six"]]'

describe('before the first token', () => {
  it.each([
    [429, 'RESOURCE_EXHAUSTED'], [500, 'INTERNAL'], [503, 'UNAVAILABLE'], [408, 'DEADLINE_EXCEEDED'],
  ])('answers %i', async (status, name) => {
    const { error } = await broken(`[[fault:${status}]]`)
    expect(error).toBeInstanceOf(ApiError)
    expect(error).toMatchObject({ status, message: expect.stringContaining(`"status":"${name}"`) as string })
  })

  it('says when to come back', async () => {
    const { error } = await broken('[[fault:429 retryAfterMs=31500]]')
    const { message } = error as Error
    const { error: body } = JSON.parse(message) as { error: { details: object[] } }
    expect(body.details).toContainEqual({ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '31.5s' })
  })

  it('resets the connection', async () => {
    const { error } = await broken('[[fault:reset]]')
    expect(error).toMatchObject({ message: expect.stringContaining('fetch failed') as string })
    expect(emulator.journal.generations()[0]).toMatchObject({ ended: 'faulted', chunks: 0, firstByteAt: null })
  })

  it('blocks the prompt', async () => {
    const { chunks, text } = await client.stream('[[fault:blocked reason=PROHIBITED_CONTENT]]')
    expect(chunks).toHaveLength(1)
    expect(chunks[0]?.candidates).toBeUndefined()
    expect(chunks[0]?.promptFeedback).toEqual({ blockReason: 'PROHIBITED_CONTENT' })
    expect(text).toBe('')
  })

  it('says nothing until the client gives up', async () => {
    const controller = new AbortController()
    const waiting = client.stream('[[fault:stall after=0]]', controller.signal)
    await emulator.journal.waitFor((entry) => entry.purpose === 'reply')
    controller.abort()
    await expect(waiting).rejects.toThrow('abort')
    const entry = await emulator.journal.waitFor(({ ended }) => ended === 'aborted')
    expect(entry).toMatchObject({ chunks: 0, firstByteAt: null })
  })

  it('fails as often as the prompt says, and then no more', async () => {
    const prompt = `[[fault:503 times=2]] ${words}`
    expect((await broken(prompt)).error).toMatchObject({ status: 503 })
    expect((await broken(prompt)).error).toMatchObject({ status: 503 })
    expect((await client.stream(prompt)).text).toBe('one two three four five six')
  })
})

describe('after some tokens', () => {
  it('drops the socket', async () => {
    const { text, error } = await broken(`[[fault:drop after=3]] ${words}`)
    expect(text).toBe('one two three')
    expect(error).toMatchObject({ name: 'TypeError', message: 'terminated' })
  })

  it('closes without a finish reason, which looks like success', async () => {
    const { text, finishReason } = await client.stream(`[[fault:close after=2]] ${words}`)
    expect(text).toBe('one two')
    expect(finishReason).toBeUndefined()
  })

  it('sends an error object', async () => {
    const { text, error } = await broken(`[[fault:error after=2 status=500]] ${words}`)
    expect(text).toBe('one two')
    expect(error).toBeInstanceOf(ApiError)
    expect(error).toMatchObject({ status: 500 })
  })

  it('sends what is not JSON', async () => {
    const { text, error } = await broken(`[[fault:garbage after=2]] ${words}`)
    expect(text).toBe('one two')
    expect(error).toBeInstanceOf(Error)
  })

  it('goes silent for a while, and on', async () => {
    const { text, finishReason } = await client.stream(`[[fault:stall after=2 ms=30]] ${words}`)
    expect(text).toBe('one two three four five six')
    expect(finishReason).toBe('STOP')
  })

  it.each([
    ['safety', 'SAFETY'],
    ['max-tokens', 'MAX_TOKENS'],
    ['recitation', 'RECITATION'],
    ['unknown-finish', 'SOMETHING_NEW'],
    ['finish reason=LANGUAGE', 'LANGUAGE'],
  ])('ends with %s', async (fault, reason) => {
    const { text, finishReason } = await client.stream(`[[fault:${fault}]] ${words}`)
    expect(text).toBe('one two three four five')
    expect(finishReason).toBe(reason)
  })

  it('ends with a malformed call and no text', async () => {
    const { text, finishReason } = await client.stream(`[[fault:malformed-call]] ${words}`)
    expect([text, finishReason]).toEqual(['', 'MALFORMED_FUNCTION_CALL'])
  })

  it('strikes at the end of a reply that is shorter than that', async () => {
    const { text, finishReason } = await client.stream(`[[fault:close after=100]] ${words}`)
    expect([text, finishReason]).toEqual(['one two three four five six', undefined])
  })
})

it('ends an empty reply properly', async () => {
  const { parts, finishReason } = await client.stream('[[scenario:empty]]')
  expect([parts, finishReason]).toEqual([[], 'STOP'])
})

it('strikes inside a tool round only', async () => {
  const question = asked('[[fault:drop after=2 round=tools]] weather in Paris')
  const first = await client.stream(question)
  expect(first.calls).toHaveLength(1)
  await expect(client.stream(withResults(question, first, () => ({ error: 'x' })))).rejects.toThrow('terminated')
})

it('breaks off after a call was sent', async () => {
  const { calls, finishReason } = await client.stream('[[fault:close after=1]] weather in Paris and Tokyo')
  expect(calls.map(({ args }) => args)).toEqual([{ place: 'Paris' }])
  expect(finishReason).toBeUndefined()
})

it('also breaks the whole answers of generateContent', async () => {
  const ask = (contents: string): Promise<unknown> => client.ai.models.generateContent({ model, contents })
  await expect(ask('[[fault:error after=2]] hello')).rejects.toMatchObject({ status: 503 })
  await expect(ask('[[fault:drop after=2]] hello')).rejects.toThrow('fetch failed')
  expect(await ask('[[fault:blocked]]')).toMatchObject({ promptFeedback: { blockReason: 'SAFETY' } })
})

it('refuses connections once it is closed', async () => {
  const other = await startGeminiEmulator()
  await other.close()
  await expect(createClient(other).stream('hello')).rejects.toThrow('fetch failed')
})
