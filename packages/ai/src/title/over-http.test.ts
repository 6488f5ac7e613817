import { startGeminiEmulator } from '@parley/emulators'
import type { GeminiEmulator } from '@parley/emulators'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { summarise } from '../context/summarise.ts'
import { exchange } from '../context/test/branch.ts'
import { createGeminiModel } from '../model/gemini/create.ts'
import { makeTitle } from './title.ts'

let gemini: GeminiEmulator
const { signal } = new AbortController()
const modelName = 'gemini-3.8-flash'

beforeAll(async () => {
  gemini = await startGeminiEmulator({ pace: { firstByteMs: 0, tokensPerSecond: 2_000 } })
})
afterAll(() => gemini.close())

test('a title over HTTP is one short line about the question', async () => {
  const model = createGeminiModel({ apiKey: 'key', baseUrl: gemini.url })
  const question = 'What is the weather in Paris and Tokyo?'
  const { title, usage } = await makeTitle(model, { modelName, question, answer: 'Mild in both.', signal })
  expect(title).toMatch(/Paris|weather/i)
  expect(usage?.replyTokens).toBeGreaterThan(0)
  expect(gemini.journal.generations('title')).toHaveLength(1)
})

test('a summary over HTTP holds what was said', async () => {
  const model = createGeminiModel({ apiKey: 'key', baseUrl: gemini.url })
  const messages = exchange(1, 'My dog is called Rex and I live in Oslo.', 'Nice to meet Rex.')
  const plan = { previous: null, messages, lastMessageId: 'a1' }
  const { summary, usage } = await summarise(model, { modelName, plan, budgetTokens: 2_000, signal })
  expect(summary.text).toContain('Rex')
  expect(usage?.promptTokens).toBeGreaterThan(0)
  expect(gemini.journal.generations('summary')).toHaveLength(1)
})
