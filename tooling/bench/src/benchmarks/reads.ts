import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bars } from '../bars.ts'
import type { Benchmark, Effort, Report } from '../harness/benchmark.ts'
import { cpuSeconds } from '../harness/cpu.ts'
import type { Pressed } from '../harness/pressure.ts'
import { press } from '../harness/pressure.ts'
import type { Peer } from '../harness/processes.ts'
import { startPeer, withCleanUp } from '../harness/processes.ts'
import type { Plan, Subject } from '../harness/rounds.ts'
import { measureInTurn } from '../harness/rounds.ts'
import { median } from '../harness/stats.ts'
import type { BareReadsSettings } from '../peers/bare-reads.ts'
import { authorize, startParley } from '../subjects/parley.ts'
import { seedChats } from '../subjects/seed.ts'

const userId = 77
const connections = 8
/** What the app asks for, and as many as a chat of ten has. */
const pages = [30, 10]

interface Setting { sizes: number[], chats: number, forMs: number, plan: Plan }

const settingOf = ({ quick, rounds = 5 }: Effort): Setting => quick
  ? { sizes: [10, 100], chats: 5, forMs: 100, plan: { rounds: 1, samples: 1, warmUp: 1, restMs: 0 } }
  : { sizes: [10, 1_000, 100_000], chats: 200, forMs: 1_000, plan: { rounds, samples: 1, warmUp: 2, restMs: 50 } }

type Sample = Pressed & { cpuMicros: number }

/** Requests for pages of a chat's messages and of the list of chats, from eight connections at once. */
export const reads: Benchmark = {
  name: 'reads',
  about: 'message.list and chat.list per second, beside bare Fastify + better-sqlite3',
  run: async (effort) => await withCleanUp(async (onEnd) => {
    const { sizes, chats, forMs, plan } = settingOf(effort)
    const folder = await mkdtemp(join(tmpdir(), 'bench-reads-'))
    onEnd(async () => await rm(folder, { recursive: true }))
    const file = join(folder, 'parley.db')
    const empty = Array.from({ length: chats }, (_, index) => -index)
    const ids = await seedChats(file, { userId, sizes: [...empty, ...sizes] })
    const parley = await startParley({ geminiUrl: 'http://127.0.0.1:9', model: 'none' }, { DATABASE_URL: `file:${file}` })
    onEnd(parley.stop)
    const bare = await startPeer('bare-reads', { file } satisfies BareReadsSettings)
    onEnd(bare.stop)
    const knowing = await startPeer('bare-reads', { file, compiledOnce: true } satisfies BareReadsSettings)
    onEnd(knowing.stop)

    const subjects = [
      ...sizes.flatMap((size) => pages.flatMap((limit) => {
        const chatId = ids.get(size) ?? ''
        const address = `/messages?${query({ userId, chatId, limit })}`
        return [
          pressed(`bare: ${limit} of ${size}`, bare, address, forMs),
          pressed(`bare, compiled once: ${limit} of ${size}`, knowing, address, forMs),
          pressed(`Parley: ${limit} of ${size}`, parley, procedure('message.list', { chatId, limit }), forMs),
        ]
      })),
      pressed('bare: chats', bare, `/chats?${query({ userId, limit: 30 })}`, forMs),
      pressed('bare, compiled once: chats', knowing, `/chats?${query({ userId, limit: 30 })}`, forMs),
      pressed('Parley: chats', parley, procedure('chat.list', { limit: 30 }), forMs),
    ]
    return report(await measureInTurn(subjects, plan), { sizes, chats, pages, connections, forMs, ...plan })
  }),
}

function query(values: Record<string, string | number>): string {
  const text = Object.entries(values).map(([name, value]): [string, string] => [name, String(value)])
  return new URLSearchParams(text).toString()
}

const procedure = (name: string, input: object): string => `/trpc/${name}?${query({ input: JSON.stringify({ json: input }) })}`

function pressed(name: string, { url, pid }: Peer, path: string, forMs: number): Subject<Sample> {
  const headers = authorize(userId)
  return {
    name,
    sample: async () => {
      const before = cpuSeconds(pid)
      const result = await press({ url: `${url}${path}`, headers, connections, forMs })
      return { ...result, cpuMicros: ((cpuSeconds(pid) - before) * 1e6) / result.count }
    },
  }
}

function report(taken: Map<string, Sample[][]>, settings: Record<string, unknown> & { sizes: number[] }): Report {
  const of = (name: string, figure: keyof Sample): number =>
    median((taken.get(name) ?? []).flat().map((sample) => sample[figure]))
  const longest = settings.sizes.at(-1)
  return {
    table: {
      header: ['read', 'requests/s', 'p99 ms', 'CPU µs each'],
      rows: [...taken.keys()].map((name) => [name, of(name, 'perSecond'), of(name, 'p99Ms'), of(name, 'cpuMicros')]),
    },
    bars: [
      {
        ...bars.listToBare,
        figure: of(`Parley: 30 of ${longest}`, 'perSecond') / of(`bare: 30 of ${longest}`, 'perSecond'),
      },
      { ...bars.listToShort, figure: of('Parley: 10 of 10', 'perSecond') / of(`Parley: 10 of ${longest}`, 'perSecond') },
    ],
    settings,
    figures: Object.fromEntries(taken),
  }
}
