import type { ServerResponse } from 'node:http'
import { scriptedText } from '@parley/emulators'
import { expect, onTestFinished, test } from 'vitest'
import { createClient } from './support/client.ts'
import { startTestServer } from './support/server.ts'
import type { Received } from './support/sse.ts'
import { readServerSentEvents } from './support/sse.ts'
import { until } from './support/until.ts'
import { watchStreams } from './support/watch-streams.ts'

const stalledReaders = 3
const replies = 24
const tokens = 40_000

test('readers that do not read cost a bounded amount of memory, and hold nobody up', async () => {
  const { url } = await startTestServer({ gemini: {
    pace: { firstByteMs: 0, tokensPerSecond: Infinity, tokensPerChunk: 200 },
  } })
  const streams = watchStreams()
  const client = createClient(url, 1)
  const { id: chatId } = await client.api.chat.create.mutate({ title: 'T' })
  const leave = new AbortController()
  onTestFinished(() => leave.abort())
  const stalled = await Promise.all(Array.from({ length: stalledReaders }, () =>
    client.openEvents(chatId, { signal: leave.signal })))
  const shown = new Map<string, string>()
  const ended = new Set<string>()
  const follow = async (): Promise<void> => {
    for await (const { event } of client.events(chatId, { signal: leave.signal })) {
      if (event.type === 'snapshot') shown.set('', '')
      if (event.type === 'delta') shown.set(event.replyId, (shown.get(event.replyId) ?? '') + event.text)
      if (event.type === 'finish') ended.add(event.replyId)
    }
  }
  void follow().catch(() => undefined)
  await until('the snapshot', () => shown.size > 0)

  /** On a branch of its own, so that no context grows. */
  async function ask(seed: number): Promise<void> {
    const replyId = crypto.randomUUID()
    const text = `[[scenario:tokens n=${tokens} seed=${seed}]]`
    await client.api.message.send.mutate({ chatId, id: crypto.randomUUID(), replyId, text, parentId: null })
    await until('the end of a reply', () => ended.has(replyId))
    expect(shown.get(replyId)).toBe(scriptedText({ n: tokens, seed }))
    shown.delete(replyId)
  }
  for (let seed = 1; seed <= replies; seed++) await ask(seed)

  const [fast, ...rest] = streams.toSorted((one, other) => written(other) - written(one))
  expect(rest).toHaveLength(stalledReaders)
  for (const response of rest) {
    // What the operating system takes is not all that there was: these readers are truly behind.
    expect(written(response) + waiting(response)).toBeLessThan(written(fast) * 0.8)
    expect(waiting(response)).toBeLessThan(2_000_000)
  }

  // One that comes to life is brought up to date, and then reads along.
  const late = readServerSentEvents(stalled[0]?.body ?? new ReadableStream())
  const caughtUp = readUntil(late, ({ event }) => event.type === 'snapshot' && event.running === null, 1)
  await caughtUp
  await Promise.all([ask(1_000), readUntil(late, ({ event }) => event.type === 'finish', 1)])
}, 300_000)

const written = (response: ServerResponse | undefined): number => response?.socket?.bytesWritten ?? 0
const waiting = (response: ServerResponse): number => response.writableLength

async function readUntil(
  events: AsyncGenerator<Received, void, void>,
  isIt: (received: Received) => boolean,
  times: number,
): Promise<void> {
  let left = times
  while (left > 0) {
    const { done, value } = await events.next()
    if (done === true) throw new Error('The stream ended')
    if (isIt(value)) left--
  }
}
