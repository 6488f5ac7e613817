import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrate } from '@parley/db'
import { bars } from '../bars.ts'
import type { Benchmark, Effort } from '../harness/benchmark.ts'
import { cpuSeconds } from '../harness/cpu.ts'
import type { Peer } from '../harness/processes.ts'
import { startPeer, withCleanUp } from '../harness/processes.ts'
import type { Plan, Subject } from '../harness/rounds.ts'
import { measureInTurn } from '../harness/rounds.ts'
import { summarise } from '../harness/stats.ts'
import { startParley } from '../subjects/parley.ts'

const settings = { geminiUrl: 'http://127.0.0.1:9', model: 'none' }

const planOf = ({ quick, rounds = 4 }: Effort): Plan => quick
  ? { rounds: 1, samples: 1, warmUp: 0, restMs: 0 }
  : { rounds, samples: 4, warmUp: 1, restMs: 200 }

interface Start { seconds: number, cpu: number }

/** From the start of the process until it says that it can serve: a deploy, a crash, a machine that wakes up. */
export const coldStart: Benchmark = {
  name: 'cold-start',
  about: 'from the start of the process to ready, on a migrated database',
  run: async (effort) => await withCleanUp(async (onEnd) => {
    const folder = await mkdtemp(join(tmpdir(), 'bench-start-'))
    onEnd(async () => await rm(folder, { recursive: true }))
    const url = `file:${join(folder, 'parley.db')}`
    await migrate(url)
    const plan = planOf(effort)
    const taken = await measureInTurn([
      starting('relay', async () => await startPeer('relay', settings)),
      starting('AI SDK', async () => await startPeer('ai-sdk', settings)),
      starting('Parley', async () => {
        const parley = await startParley(settings, { DATABASE_URL: url })
        const { status } = await fetch(`${parley.url}/readyz`)
        if (status !== 200) throw new Error(`/readyz answered ${status}`)
        return parley
      }),
    ], plan)
    const of = (name: string, figure: keyof Start) =>
      summarise((taken.get(name) ?? []).flat().map((start) => start[figure]))
    return {
      table: {
        header: ['server', 'median s', 'p99 s', 'CPU s'],
        rows: [...taken.keys()].map((name) => [
          name, of(name, 'seconds').median, of(name, 'seconds').p99, of(name, 'cpu').median,
        ]),
      },
      bars: [{ ...bars.coldStart, figure: of('Parley', 'seconds').median }],
      settings: { ...plan },
      figures: Object.fromEntries(taken),
    }
  }),
}

function starting(name: string, start: () => Promise<Peer>): Subject<Start> {
  return {
    name,
    sample: async () => {
      const startedAt = performance.now()
      const server = await start()
      const seconds = (performance.now() - startedAt) / 1_000
      const cpu = cpuSeconds(server.pid)
      await server.stop()
      return { seconds, cpu }
    },
  }
}
