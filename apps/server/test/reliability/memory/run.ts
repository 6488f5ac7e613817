import { fileURLToPath } from 'node:url'
import { setTimeout as sleep } from 'node:timers/promises'
import { scriptedText, startGeminiEmulator } from '@parley/emulators'
import type { ServerProcess } from '../../../src/testing.ts'
import { startServerProcess } from '../../../src/testing.ts'
import { createClient } from '../support/client.ts'
import { environment } from '../support/environment.ts'
import { until } from '../support/until.ts'

/** How much the server held, in bytes, after everything that can be collected was. */
export interface MemoryFigures {
  before: number
  /** While all streams are open and their replies are halfway. */
  during: number
  after: number
  /** Streams whose text was the model's, to the letter. */
  whole: number
}

/** Longer than the event log keeps a chat that nobody reads, and its timer's period. */
const idleMs = 95_000

/** Opens so many streams at once, lets each get a reply of so many tokens, closes them, and waits. */
export async function runMemory({ streams, tokens }: { streams: number, tokens: number }): Promise<MemoryFigures> {
  const gemini = await startGeminiEmulator({ pace: { firstByteMs: 0 }, journalLimit: 10 })
  const server = await startServerProcess(environment(gemini.url), {
    main: fileURLToPath(new URL('server.ts', import.meta.url)),
    nodeOptions: ['--expose-gc'],
  })
  try {
    // What a first reply loads and compiles is not what streams cost.
    await Promise.all(Array.from({ length: 50 }, async (_, index) => await streamOne(server, index, tokens)))
    await sleep(idleMs)
    const before = await heapOf(server)
    const running = Array.from({ length: streams }, (_, index) => streamOne(server, index, tokens))
    await until('replies on their way', () => gemini.journal.generations().filter(({ chunks }) => chunks > 20).length > 5)
    const during = await heapOf(server)
    const texts = await Promise.all(running)
    await sleep(idleMs)
    return { before, during, after: await heapOf(server), whole: texts.filter(Boolean).length }
  } finally {
    await server.stop('SIGKILL')
    await gemini.close()
  }
}

/** One chat, one stream, one reply; resolves to whether its text was whole. */
async function streamOne(server: ServerProcess, index: number, tokens: number): Promise<boolean> {
  const client = createClient(server.url ?? '', 1 + index % 50)
  const { id: chatId } = await client.api.chat.create.mutate({ title: 'T' })
  const text = `[[scenario:tokens n=${tokens} seed=${index}]]`
  let shown = ''
  for await (const { event } of client.events(chatId)) {
    if (event.type === 'snapshot' && event.activeLeafId === null) {
      await client.api.message.send.mutate({ chatId, id: crypto.randomUUID(), replyId: crypto.randomUUID(), text })
    }
    if (event.type === 'delta') shown += event.text
    if (event.type === 'finish') break
  }
  return shown === scriptedText({ n: tokens, seed: index })
}

async function heapOf(server: ServerProcess): Promise<number> {
  const said = (): string[] => [...server.output().matchAll(/heap (\d+)/g)].map(([, bytes = '']) => bytes)
  const before = said().length
  if (server.pid !== undefined) process.kill(server.pid, 'SIGUSR2')
  return Number(await until('the size of the heap', () => said()[before]))
}
