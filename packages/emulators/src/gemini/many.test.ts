import { request } from 'node:http'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { scriptedText } from './brain/scripted.ts'
import type { GeminiEmulator } from './start.ts'
import { startGeminiEmulator } from './start.ts'
import { model } from './test/client.ts'

let emulator: GeminiEmulator

beforeAll(async () => {
  emulator = await startGeminiEmulator({ pace: { firstByteMs: 10, tokensPerSecond: 200 } })
})
afterAll(() => emulator.close())

/** Streams one reply over a connection of its own and puts its text together. */
function stream(prompt: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = request(`${emulator.url}/v1/models/${model}:streamGenerateContent?alt=sse`, {
      method: 'POST', agent: false, headers: { 'content-type': 'application/json', 'x-goog-api-key': 'demo' },
    }, (response) => {
      let body = ''
      response.setEncoding('utf8').on('data', (piece: string) => {
        body += piece
      }).on('end', () => {
        resolve(textOf(body))
      }).on('error', reject)
    })
    sent.on('error', reject).end(JSON.stringify({ contents: [{ role: 'user', parts: [{ text: prompt }] }] }))
  })
}

function textOf(body: string): string {
  type Chunk = { candidates: { content: { parts?: { text?: string }[] } }[] }
  return body.split('\r\n\r\n').filter((event) => event !== '')
    .map((event) => JSON.parse(event.replace(/^data: /, '')) as Chunk)
    .flatMap((chunk) => chunk.candidates[0]?.content.parts ?? [])
    .map((part) => part.text ?? '')
    .join('')
}

it('streams to hundreds at once, to each its own text', async () => {
  const seeds = Array.from({ length: 300 }, (_, index) => index + 1)
  const texts = await Promise.all(seeds.map((seed) => stream(`[[scenario:tokens n=60 seed=${seed}]]`)))
  expect(texts).toEqual(seeds.map((seed) => scriptedText({ n: 60, seed })))
  expect(emulator.journal.generations('reply').filter(({ ended }) => ended === 'finished')).toHaveLength(300)
})

it('waits for a client that reads slowly, and loses nothing', async () => {
  const response = await fetch(`${emulator.url}/v1/models/${model}:streamGenerateContent?alt=sse&key=demo`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ contents: [{ parts: [{ text: '[[scenario:tokens n=60000 rate=1000000]]' }] }] }),
  })
  // Nobody reads yet: the buffers fill, and the emulator has to stop in the middle.
  const entry = emulator.journal.entries().at(-1)
  await expect.poll(async () => {
    const before = entry?.chunks ?? 0
    await new Promise((resolve) => setTimeout(resolve, 100))
    return before > 0 && before === entry?.chunks
  }, { timeout: 20_000 }).toBe(true)
  expect(entry?.ended).toBe('running')
  expect(textOf(await response.text())).toBe(scriptedText({ n: 60_000 }))
})
