import { bars } from '../bars.ts'
import type { Benchmark, Effort, Report } from '../harness/benchmark.ts'
import type { Peer } from '../harness/processes.ts'
import { startPeer, withCleanUp } from '../harness/processes.ts'
import { quantile, summarise } from '../harness/stats.ts'
import type { LoadRun } from '../load/run-load.ts'
import { runLoad } from '../load/run-load.ts'
import type { Watch } from '../load/watch-server.ts'
import { watchServer } from '../load/watch-server.ts'
import type { EmulatorSettings } from '../peers/emulator.ts'
import { startParley } from '../subjects/parley.ts'
import { startSharedStorage } from '../subjects/shared-storage.ts'

const model = 'gemini-3.8-flash'
const metricsToken = 'the-token-of-the-load'

/** As the stand-in's own pace: about what a flash model does. */
const emulatorSettings: EmulatorSettings = {
  models: [model],
  pace: { firstByteMs: 250, tokensPerSecond: 120, tokensPerChunk: 4 },
}

/** Many open chats and a steady rate of sends on one server with SQLite. */
export const loadOne: Benchmark = {
  name: 'load',
  about: '1,000 open streams and 50 sends/s on one server (SQLite): every event checked, event loop, memory',
  run: async (effort) => await withCleanUp(async (onEnd) => {
    const geminiUrl = await startEmulator(onEnd)
    return await measure([await startWatched(geminiUrl, {}, onEnd)], effort)
  }),
}

/** The same on two servers that are one service: half of the sends are streamed by the other server. */
export const loadTwo: Benchmark = {
  name: 'load-two',
  about: 'the same on two servers with one PostgreSQL and one Redis, sends and streams crosswise',
  run: async (effort) => await withCleanUp(async (onEnd) => {
    const geminiUrl = await startEmulator(onEnd)
    const storage = await startSharedStorage(onEnd)
    const first = await startWatched(geminiUrl, storage, onEnd)
    return await measure([first, await startWatched(geminiUrl, storage, onEnd)], effort)
  }),
}

type OnEnd = (stop: () => Promise<unknown>) => void
type Watched = { server: Peer, watch: Watch }

async function startEmulator(onEnd: OnEnd): Promise<string> {
  const emulator = await startPeer('emulator', emulatorSettings)
  onEnd(emulator.stop)
  return emulator.url
}

async function startWatched(geminiUrl: string, env: Record<string, string>, onEnd: OnEnd): Promise<Watched> {
  const all = { ...env, METRICS_TOKEN: metricsToken }
  const server = await startParley({ geminiUrl, model }, all, { nodeOptions: ['--inspect=127.0.0.1:0'] })
  onEnd(server.stop)
  const watch = await watchServer({ url: server.url, metricsToken, output: server.output })
  onEnd(async () => watch.close())
  return { server, watch }
}

async function measure(servers: [Watched, ...Watched[]], effort: Effort): Promise<Report> {
  const [first, ...others] = servers
  const { quick, streams = quick ? 50 : 1_000, rate = quick ? 10 : 50, seconds = quick ? 8 : 120 } = effort
  const { say = () => undefined } = effort
  const settings = {
    streams,
    sendsPerSecond: rate,
    seconds,
    tokens: 200,
    warmUpSeconds: Math.min(45, seconds),
    sampleMs: Math.min(10_000, seconds * 250),
  }
  const run = await runLoad({
    ...settings,
    urls: [first.server.url, ...others.map(({ server }) => server.url)],
    watches: servers.map(({ watch }) => watch),
    onProgress: say,
  })
  const wrong = [...run.faults, ...run.failures, ...run.warmUp.failures]
  for (const { message } of wrong.slice(0, 10)) say(`WRONG: ${message}\n`)

  const held = servers.map(({ watch }) => heldBy(watch))
  const most = (values: number[]): number => Math.max(...values)
  return {
    table: { header: ['what', 'figure'], rows: rowsOf(run, held) },
    bars: [
      { ...bars.loadWrong, figure: wrong.length },
      { ...bars.loadLoop, figure: most(held.map(({ loop }) => loop.most)) },
      { ...bars.loadHeap, figure: most(held.map(({ heap }) => heap.growth)) },
      { ...bars.loadResident, figure: most(held.map(({ resident }) => resident.growth)) },
    ],
    settings: { ...settings, emulatorSettings },
    figures: { ...figuresOf(run), servers: servers.map(({ watch }, index) => ({ ...watch, ...held[index] })) },
  }
}

type Held = ReturnType<typeof heldBy>

/** The first sample is that of the warm-up. */
function heldBy({ samples, collected }: Watch) {
  const [start, ...rest] = samples
  const last = rest.at(-1)
  const [before, after] = [collected[0], collected.at(-1)]
  const spanMs = (last?.atMs ?? Number.NaN) - (start?.atMs ?? Number.NaN)
  const grown = (figure: keyof Watch['collected'][number]) => {
    const [from, to] = [before?.[figure] ?? Number.NaN, after?.[figure] ?? Number.NaN]
    return { start: from, end: to, growth: to / from }
  }
  return {
    loop: summarise(rest.map(({ loopP99Ms }) => loopP99Ms)),
    cpuShare: ((last?.cpuSeconds ?? Number.NaN) - (start?.cpuSeconds ?? Number.NaN)) / (spanMs / 1_000),
    heap: grown('heapBytes'),
    resident: grown('rssBytes'),
    residentMost: Math.max(...samples.map(({ rssBytes }) => rssBytes)),
  }
}

const megabytes = (bytes: number): number => bytes / 1e6

function rowsOf(run: LoadRun, held: Held[]): (string | number)[][] {
  const ack = run.sent.map(({ acknowledgedMs }) => acknowledgedMs)
  const firstText = run.sent.map(({ firstTextMs }) => firstTextMs)
  const times = (name: string, values: number[]): (string | number)[][] =>
    [['median', 0.5], ['p99', 0.99]].map(([words, share]) => [`${name}, ${words}, ms`, quantile(values, Number(share))])
  return [
    ['replies, each whole', run.sent.length],
    ['events with text in a second', run.sent.reduce((sum, { deltas }) => sum + deltas, 0) / run.seconds],
    ...times('message.send answered', ack),
    ...times('first text (the model\'s own 250 ms in it)', firstText),
    ...held.flatMap((server, index): (string | number)[][] => [
      [`server ${index + 1}: CPU, share of a core`, server.cpuShare],
      [`server ${index + 1}: event-loop p99, median of samples, ms`, server.loop.median],
      [`server ${index + 1}: event-loop p99, worst sample, ms`, server.loop.most],
      [`server ${index + 1}: heap after collection at the start, MB`, megabytes(server.heap.start)],
      [`server ${index + 1}: heap after collection at the end, MB`, megabytes(server.heap.end)],
      [`server ${index + 1}: resident after collection at the start, MB`, megabytes(server.resident.start)],
      [`server ${index + 1}: resident after collection at the end, MB`, megabytes(server.resident.end)],
      [`server ${index + 1}: resident at most, MB`, megabytes(server.residentMost)],
    ]),
    ['generator: event-loop p99, ms', run.generatorLagMs],
  ]
}

function figuresOf(run: LoadRun): Record<string, unknown> {
  const times = (pick: (sent: LoadRun['sent'][number]) => number) => summarise(run.sent.map(pick))
  return {
    acknowledged: times(({ acknowledgedMs }) => acknowledgedMs),
    firstText: times(({ firstTextMs }) => firstTextMs),
    ended: times(({ endedMs }) => endedMs),
    events: run.events,
    wrong: [...run.faults, ...run.failures, ...run.warmUp.failures].slice(0, 100).map(({ message }) => message),
  }
}
