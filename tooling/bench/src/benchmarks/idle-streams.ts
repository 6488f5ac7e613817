import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { bars } from '../bars.ts'
import type { Benchmark, Effort } from '../harness/benchmark.ts'
import { withCleanUp } from '../harness/processes.ts'
import { median } from '../harness/stats.ts'
import { startParley } from '../subjects/parley.ts'
import { parleyStreaming } from '../subjects/streaming.ts'

const main = join(import.meta.dirname, '..', 'peers', 'parley-with-gc.ts')
const metricsToken = 'a-token-of-the-benchmark'

interface Memory { residentBytes: number, heapBytes: number }

/**
 * What a server holds for `chat.events` that nothing happens on, each of a person and a chat of its own, after it has
 * let go of what it can. A new server for each round: what was once resident often stays so. As many are open before it
 * is looked at: what V8 sets aside for a server that has work to do, its young generation above all, is not theirs.
 */
export const idleStreams: Benchmark = {
  name: 'idle-streams',
  about: 'memory of an open stream on which nothing happens',
  run: async ({ quick, rounds = 3 }: Effort) => {
    const streams = quick ? 20 : 2_000
    const taken: Memory[] = []
    for (let round = 0; round < (quick ? 1 : rounds); round++) taken.push(await measure(streams))
    const kilobytes = (figure: keyof Memory): number => median(taken.map((memory) => memory[figure])) / 1_000
    return {
      table: {
        header: ['open streams', 'resident kB each', 'JavaScript heap and buffers kB each'],
        rows: [[String(streams), kilobytes('residentBytes'), kilobytes('heapBytes')]],
      },
      bars: [{ ...bars.idleStream, figure: kilobytes('residentBytes') }],
      settings: { streams, rounds },
      figures: { taken },
    }
  },
}

/** What one of so many streams adds. */
async function measure(streams: number): Promise<Memory> {
  return await withCleanUp(async (onEnd) => {
    const parley = await startParley(
      { geminiUrl: 'http://127.0.0.1:9', model: 'none' },
      { METRICS_TOKEN: metricsToken },
      { main, nodeOptions: ['--expose-gc'] },
    )
    onEnd(parley.stop)
    const people = parleyStreaming(parley.url)
    // What the first ones make is made once: code that is compiled, statements that are prepared.
    for (let user = 1; user <= 50; user++) (await people.open(user)).close()
    const open = async (from: number, count: number): Promise<void> => {
      for (let user = from; user < from + count; user++) onEnd(closing(await people.open(user)))
    }
    await open(1, streams)
    const before = await look(parley)
    await open(streams + 1, streams)
    const after = await look(parley)
    return {
      residentBytes: (after.residentBytes - before.residentBytes) / streams,
      heapBytes: (after.heapBytes - before.heapBytes) / streams,
    }
  })
}

const closing = ({ close }: { close: () => void }) => async (): Promise<void> => close()

/** After several collections, as what is collected may let go of more a moment later. */
async function look({ url, pid }: { url: string, pid: number }): Promise<Memory> {
  for (let times = 0; times < 5; times++) {
    process.kill(pid, 'SIGUSR2')
    await pause(100)
  }
  const response = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${metricsToken}` } })
  const metrics = await response.text()
  const metric = (name: string): number => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(metrics)?.[1])
  const [, kibibytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return {
    residentBytes: Number(kibibytes) * 1_024,
    heapBytes: metric('nodejs_heap_size_used_bytes') + metric('nodejs_external_memory_bytes'),
  }
}
