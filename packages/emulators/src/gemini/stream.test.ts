import { GoogleGenAI } from '@google/genai'
import type { GenerateContentResponse } from '@google/genai'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { scriptedText } from './brain/scripted.ts'
import type { GeminiEmulator } from './start.ts'
import { startGeminiEmulator } from './start.ts'

let emulator: GeminiEmulator
let ai: GoogleGenAI

beforeAll(async () => {
  emulator = await startGeminiEmulator({ pace: { firstByteMs: 0, tokensPerSecond: Infinity } })
  ai = new GoogleGenAI({ apiKey: 'demo', httpOptions: { baseUrl: emulator.url } })
})
afterAll(() => emulator.close())

const model = 'gemini-3.8-flash'

async function collect(contents: string): Promise<GenerateContentResponse[]> {
  const chunks: GenerateContentResponse[] = []
  for await (const chunk of await ai.models.generateContentStream({ model, contents })) chunks.push(chunk)
  return chunks
}

it('streams a greeting with usage, model, id and a finish reason', async () => {
  const chunks = await collect('Hello')
  const text = chunks.map((chunk) => chunk.text ?? '').join('')
  expect(text).toMatch(/^Hello! I am a \*\*demo model\*\*/)
  expect(chunks.length).toBeGreaterThan(3)
  const last = chunks.at(-1)
  expect(last?.candidates?.[0]?.finishReason).toBe('STOP')
  expect(last?.candidates?.[0]?.content?.parts?.[0]?.thoughtSignature).toMatch(/^[\w+/]+=*$/)
  expect(last?.modelVersion).toBe(model)
  expect(new Set(chunks.map((chunk) => chunk.responseId)).size).toBe(1)
  const usage = last?.usageMetadata
  expect(usage?.promptTokenCount).toBe(2)
  expect(usage?.thoughtsTokenCount).toBeGreaterThan(0)
  expect(usage?.totalTokenCount)
    .toBe(2 + (usage?.candidatesTokenCount ?? 0) + (usage?.thoughtsTokenCount ?? 0))
})

it('streams exactly the scripted text', async () => {
  const chunks = await collect('[[scenario:tokens n=2000 seed=7 rate=1000000]]')
  expect(chunks.map((chunk) => chunk.text ?? '').join('')).toBe(scriptedText({ n: 2000, seed: 7 }))
  expect(chunks.at(-1)?.usageMetadata?.candidatesTokenCount).toBe(2000)
})

it('gives the same answer whole', async () => {
  const response = await ai.models.generateContent({ model, contents: '[[scenario:tokens n=50 seed=3]]' })
  expect(response.text).toBe(scriptedText({ n: 50, seed: 3 }))
  expect(response.candidates?.[0]?.finishReason).toBe('STOP')
})

it('stops at maxOutputTokens', async () => {
  const response = await ai.models.generateContent({
    model, contents: '[[scenario:tokens n=50]]', config: { maxOutputTokens: 10 },
  })
  expect(response.text).toBe(scriptedText({ n: 10 }))
  expect(response.candidates?.[0]?.finishReason).toBe('MAX_TOKENS')
})
