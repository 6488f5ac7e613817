import { scriptedText } from '@parley/emulators'
import { expect, test, vi } from 'vitest'
import { startPeer, withCleanUp } from '../harness/processes.ts'
import { startParley } from '../subjects/parley.ts'
import { createLoadClient } from './client.ts'

// Two processes take their time to start on a machine that is busy with other tests.
vi.setConfig({ testTimeout: 60_000 })

const model = 'gemini-3.8-flash'

test('people talk to a real server, and what is wrong is seen', () => withCleanUp(async (onEnd) => {
  const emulator = await startPeer('emulator', { models: [model], pace: {} })
  onEnd(emulator.stop)
  const parley = await startParley({ geminiUrl: emulator.url, model })
  onEnd(parley.stop)
  const client = createLoadClient({ url: parley.url })
  onEnd(async () => client.close())

  const chats = await Promise.all([1, 2, 3].map(async (id) => await client.openChat(id)))
  const sent = await Promise.all(chats.map(async (chat, seed) =>
    await chat.send(`[[scenario:tokens n=100 rate=500 seed=${seed}]]`, { expected: scriptedText({ n: 100, seed }) })))
  expect(sent.map(({ text }) => text)).toEqual([0, 1, 2].map((seed) => scriptedText({ n: 100, seed })))
  for (const { acknowledgedMs, firstTextMs, endedMs, deltas } of sent) {
    expect(Math.max(acknowledgedMs, firstTextMs)).toBeLessThanOrEqual(endedMs)
    expect(deltas).toBeGreaterThan(1)
  }
  expect(chats.map((chat) => [chat.events(), chat.fault()])).toEqual(sent.map(({ deltas }) => [deltas + 3, undefined]))

  const [first, second, third] = chats
  await expect(first?.send('[[scenario:tokens n=5]]', { expected: 'something else' })).rejects.toThrow('at 0')
  await expect(second?.send('[[fault:finish reason=SAFETY after=2]]')).rejects.toThrow('ended as')
  await parley.stop()
  await expect(third?.send('Anybody?')).rejects.toThrow()
  expect(chats.every((chat) => chat.fault() instanceof Error)).toBe(true)
}))
