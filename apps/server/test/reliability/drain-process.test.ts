import { scriptedText, startGeminiEmulator } from '@parley/emulators'
import { expect, onTestFinished, test } from 'vitest'
import { startServerProcess } from '../../src/testing.ts'
import { createClient } from './support/client.ts'
import { environment } from './support/environment.ts'
import type { Received } from './support/sse.ts'
import { until } from './support/until.ts'

test('SIGTERM ends the process with exit code 0 once the running reply is told to its end', async () => {
  const gemini = await startGeminiEmulator()
  onTestFinished(() => gemini.close())
  const server = await startServerProcess(environment(gemini.url, { NODE_ENV: 'development' }))
  onTestFinished(async () => void await server.stop('SIGKILL'))
  const client = createClient(server.url ?? '', 1)
  const { id: chatId } = await client.api.chat.create.mutate({ title: 'T' })
  const received: Received[] = []
  const reading = (async () => {
    for await (const one of client.events(chatId)) received.push(one)
  })()
  await until('the snapshot', () => received.length > 0)
  const text = '[[scenario:tokens n=100 seed=5 rate=100]]'
  await client.api.message.send.mutate({ chatId, id: crypto.randomUUID(), replyId: crypto.randomUUID(), text })
  await until('the first words', () => received.some(({ event }) => event.type === 'delta'))

  expect(await server.stop('SIGTERM')).toBe(0)
  await reading
  const shown = received.map(({ event }) => (event.type === 'delta' ? event.text : '')).join('')
  expect(shown).toBe(scriptedText({ n: 100, seed: 5 }))
  expect(received.at(-1)?.event).toMatchObject({ type: 'finish', status: 'done' })
})
