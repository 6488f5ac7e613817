import { expect, test } from 'vitest'
import { createClient } from './support/client.ts'
import { startTestServer } from './support/server.ts'
import { until } from './support/until.ts'
import { watchStreams } from './support/watch-streams.ts'

test('a reader that leaves while the server cannot write to it gives its place back', async () => {
  const { url } = await startTestServer({
    env: { STREAMS_PER_USER: '1' },
    gemini: { pace: { firstByteMs: 0, tokensPerSecond: Infinity, tokensPerChunk: 200 } },
  })
  const streams = watchStreams()
  const { api, events, openEvents } = createClient(url, 1)
  const { id: chatId } = await api.chat.create.mutate({ title: 'T' })
  const leave = new AbortController()
  // Held to the end: a response that nobody holds is collected, and its connection closed with it.
  const unread = await openEvents(chatId, { signal: leave.signal })
  await until('the stream', () => streams.length === 1)

  /** On a branch of its own, so that no context grows. */
  async function ask(seed: number): Promise<void> {
    const ids = { chatId, id: crypto.randomUUID(), replyId: crypto.randomUUID() }
    await api.message.send.mutate({ ...ids, text: `[[scenario:tokens n=40000 seed=${seed}]]`, parentId: null })
    const newest = async () => (await api.message.list.query({ chatId, limit: 1 })).items[0]
    await until('the end of a reply', async () => {
      const reply = await newest()
      return reply?.id === ids.replyId && reply.status === 'done'
    }, { everyMs: 100 })
  }
  // What the operating system takes of what nobody reads is a few megabytes.
  for (let seed = 1; streams[0]?.writableNeedDrain === false; seed++) {
    expect(seed).toBeLessThan(100)
    await ask(seed)
  }

  const first = async (): Promise<string> => {
    const another = new AbortController()
    try {
      for await (const { event } of events(chatId, { signal: another.signal })) return event.type
      return 'ended'
    } catch (error) {
      return String(error)
    } finally {
      another.abort()
    }
  }
  expect(await first()).toContain('RATE_LIMITED')
  expect([streams[0]?.writableNeedDrain, streams[0]?.closed]).toEqual([true, false])
  expect(unread.bodyUsed).toBe(false)
  leave.abort()
  await expect.poll(first, { timeout: 10_000 }).toBe('snapshot')
}, 120_000)
