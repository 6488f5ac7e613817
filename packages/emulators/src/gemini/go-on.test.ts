import type { Content } from '@google/genai'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { scriptedText } from './brain/scripted.ts'
import type { GeminiEmulator } from './start.ts'
import { startGeminiEmulator } from './start.ts'
import type { Streamed } from './test/client.ts'
import { asked, createClient, withResults } from './test/client.ts'

let emulator: GeminiEmulator
let client: ReturnType<typeof createClient>

beforeAll(async () => {
  emulator = await startGeminiEmulator({ pace: { firstByteMs: 0, tokensPerSecond: Infinity } })
  client = createClient(emulator)
})
afterAll(() => emulator.close())

function again(contents: Content[], { parts }: Streamed): Content[] {
  return [...contents, { role: 'model', parts }, ...asked('Go on exactly where you stopped.')]
}

it('goes on where a reply was cut off, as often as it is asked to', async () => {
  let contents = asked('[[scenario:tokens n=90 seed=5]] [[fault:max-tokens after=30]]')
  const first = await client.stream(contents)
  expect(first.finishReason).toBe('MAX_TOKENS')
  expect(first.text).toBe(scriptedText({ n: 30, seed: 5 }))

  emulator.control.add({ times: 1, scenario: { name: 'tokens', n: 90, seed: 5 }, fault: { kind: 'finish', reason: 'MAX_TOKENS', after: 30 } })
  contents = again(contents, first)
  const second = await client.stream(contents)
  expect(second.finishReason).toBe('MAX_TOKENS')

  contents = again(contents, second)
  const third = await client.stream(contents)
  expect(third.finishReason).toBe('STOP')
  expect(first.text + second.text + third.text).toBe(scriptedText({ n: 90, seed: 5 }))
})

it('goes on after a tool round without calling again', async () => {
  const question = asked('[[fault:finish reason=MAX_TOKENS after=3 round=tools]] weather in Paris')
  const results = withResults(question, await client.stream(question), () => ({ error: 'The service is down.' }))
  const first = await client.stream(results)
  const second = await client.stream(again(results, first))
  expect(second.calls).toEqual([])
  expect(first.text + second.text).toBe('I could not get the weather for Paris: The service is down.')
})

it('starts anew when what was said is not how it begins', async () => {
  const { text } = await client.stream([...asked('Hello'), { role: 'model', parts: [{ text: 'Moo.' }] }, ...asked('Go on')])
  expect(text).toMatch(/^Hello!/)
})

it('has nothing to go on with when nothing was asked', async () => {
  expect((await client.stream('Go on')).text).toContain('You wrote: “Go on”')
})
