import { describeWithRedis } from '@parley/ai/testing/redis'
import { expect, test, vi } from 'vitest'
import { startPeer, withCleanUp } from '../harness/processes.ts'
import { startParley } from '../subjects/parley.ts'
import { startSharedStorage } from '../subjects/shared-storage.ts'
import type { LoadRun } from './run-load.ts'
import { runLoad } from './run-load.ts'
import type { Watch } from './watch-server.ts'
import { watchServer } from './watch-server.ts'

// Processes take their time to start on a machine that is busy with other tests.
vi.setConfig({ testTimeout: 120_000 })

const model = 'gemini-3.8-flash'
const inspected = { nodeOptions: ['--inspect=127.0.0.1:0'] }
const metricsToken = 'the-token-of-a-test'

/** A load that is small and short, on so many servers. */
async function loadOn(count: 1 | 2): Promise<{ run: LoadRun, openStreams: number, collected: Watch['collected'] }> {
  return await withCleanUp(async (onEnd) => {
    const emulator = await startPeer('emulator', { models: [model], pace: { firstByteMs: 20, tokensPerSecond: 500 } })
    onEnd(emulator.stop)
    const env = { ...(count === 2 && await startSharedStorage(onEnd)), METRICS_TOKEN: metricsToken }
    const start = async () => {
      const server = await startParley({ geminiUrl: emulator.url, model }, env, inspected)
      onEnd(server.stop)
      const watch = await watchServer({ url: server.url, metricsToken, output: server.output })
      onEnd(async () => watch.close())
      return { server, watch }
    }
    const first = await start()
    const others = count === 2 ? [await start()] : []
    const run = await runLoad({
      urls: [first.server.url, ...others.map(({ server }) => server.url)],
      watches: [first, ...others].map(({ watch }) => watch),
      streams: 24,
      sendsPerSecond: 12,
      seconds: 2,
      warmUpSeconds: 1,
      tokens: 60,
      sampleMs: 1_000,
    })
    const watches = [first, ...others].map(({ watch }) => watch)
    const openStreams = watches.reduce((sum, { samples }) => sum + (samples.at(-1)?.openStreams ?? 0), 0)
    return { run, openStreams, collected: watches.flatMap((watch) => watch.collected) }
  })
}

function expectAllWell({ run, openStreams, collected }: Awaited<ReturnType<typeof loadOn>>): void {
  expect([run.faults, run.failures, run.warmUp.failures]).toEqual([[], [], []])
  expect([run.warmUp.sent.length, run.sent.length]).toEqual([12, 24])
  expect(openStreams).toBe(24)
  expect(Math.min(...collected.map(({ heapBytes }) => heapBytes))).toBeGreaterThan(1e6)
  // Each stream's snapshot, and each reply's start, deltas and end.
  const replies = [...run.warmUp.sent, ...run.sent]
  expect(run.events).toBe(24 + replies.reduce((sum, { deltas }) => sum + deltas + 2, 0))
}

test('under a small load one server loses nothing', async () => expectAllWell(await loadOn(1)))

describeWithRedis('on PostgreSQL and Redis', () => {
  test('two servers lose nothing either, whichever is sent to and whichever streams', async () => {
    expectAllWell(await loadOn(2))
  })
})
