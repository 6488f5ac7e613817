import { startGeminiEmulator } from '@parley/emulators'
import { v7 } from 'uuid'
import { expect, onTestFinished, test, vi } from 'vitest'
import { startPeer } from '../harness/processes.ts'

vi.setConfig({ testTimeout: 60_000 })

test('the AI SDK peer calls its tool, keeps the chat, and sends it to the model', async () => {
  const model = 'gemini-3.8-flash'
  const gemini = await startGeminiEmulator({ models: [model], pace: { firstByteMs: 0, tokensPerSecond: Infinity } })
  onTestFinished(gemini.close)
  const peer = await startPeer('ai-sdk', { geminiUrl: gemini.url, model })
  onTestFinished(peer.stop)
  const ask = async (text: string): Promise<string> => {
    const message = { id: v7(), role: 'user', parts: [{ type: 'text', text }] }
    const response = await fetch(`${peer.url}/chat`, {
      method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ id: 'a-chat', message }),
    })
    return await response.text()
  }

  const events = await ask('What is the weather in Paris?')
  expect(events).toContain('"type":"tool-output-available"')
  expect(events).toContain('"type":"text-delta"')
  expect(events.trimEnd()).toMatch(/data: \[DONE\]$/)

  await ask('Thank you')
  const { contents } = gemini.journal.generations('reply').at(-1)?.body as { contents: { role: string }[] }
  expect(contents.map(({ role }) => role)).toEqual(['user', 'model', 'user', 'model', 'user'])
})
