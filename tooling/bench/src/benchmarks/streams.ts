import { bars } from '../bars.ts'
import type { Benchmark, Effort, Report } from '../harness/benchmark.ts'
import { withCleanUp } from '../harness/processes.ts'
import { median } from '../harness/stats.ts'
import type { StreamWindow } from '../harness/stream-window.ts'
import { watchStreams } from '../harness/stream-window.ts'
import type { EmulatorSettings } from '../peers/emulator.ts'
import { startSubjects } from '../subjects/start.ts'
import type { Streaming } from '../subjects/streaming.ts'
import { aiSdkStreaming, parleyStreaming, relayStreaming } from '../subjects/streaming.ts'

const tokensPerSecond = 50
const emulator: Omit<EmulatorSettings, 'models'> = { pace: { firstByteMs: 1, tokensPerSecond, tokensPerChunk: 2 } }

/** A server keeps up when this share of the tokens is there in time, and the slowest hundredth waits no longer. */
const keepsUp = { share: 0.9, p99DelayMs: 100 }

interface Setting { always: number[], ladder: number[], rounds: number, forMs: number }

/** `always` is measured of everybody, several times but for the largest; the ladder is climbed while one keeps up. */
const settingOf = ({ quick, rounds = 3 }: Effort): Setting => quick
  ? { always: [1, 3], ladder: [1, 3], rounds: 1, forMs: 500 }
  : {
      always: [1, 100, 1_000],
      ladder: [1, 25, 50, 75, 100, 150, 200, 250, 300, 400, 500, 600, 800, 1_000],
      rounds,
      forMs: 3_000,
    }

type Watched = Streaming & { pid: number }

/** Replies of 50 tokens a second, two in a chunk, many at once. */
export const streams: Benchmark = {
  name: 'streams',
  about: 'many streams of 50 tokens/s: delay, throughput, CPU per million tokens, how many keep up',
  run: async (effort) => await withCleanUp(async (onEnd) => {
    const { direct, relay, aiSdk, parley } = await startSubjects(emulator, onEnd)
    const setting = settingOf(effort)
    const { say = () => undefined } = effort
    const subjects: Watched[] = [
      { ...relayStreaming(relay.url), pid: relay.pid },
      { ...aiSdkStreaming(aiSdk.url), pid: aiSdk.pid },
      { ...parleyStreaming(parley.url), pid: parley.pid },
    ]
    const watch = async (subject: Watched, count: number): Promise<StreamWindow> =>
      await watchStreams(subject, { pid: subject.pid, emulatorPid: direct.pid, streams: count, forMs: setting.forMs })
    for (const subject of subjects) await watch(subject, setting.always[1] ?? 1)
    return report(await climb(subjects, setting, { watch, say }), { ...setting, keepsUp, emulator })
  }),
}

/** All windows of each subject, by name. */
async function climb(
  subjects: Watched[],
  { always, ladder, rounds }: Setting,
  { watch, say }: { watch: (subject: Watched, count: number) => Promise<StreamWindow>, say: (text: string) => void },
): Promise<Map<string, StreamWindow[]>> {
  const taken = new Map<string, StreamWindow[]>(subjects.map(({ name }) => [name, []]))
  const fallen = new Set<string>()
  for (const count of ladder) {
    const isAlways = always.includes(count)
    for (let round = 0; round < (isAlways && count < 1_000 ? rounds : 1); round++) {
      for (const subject of subjects) {
        if (!isAlways && (fallen.has(subject.name) || subject.name === 'relay')) continue
        const window = await watch(subject, count)
        taken.get(subject.name)?.push(window)
        say(`${subject.name} ${JSON.stringify(window)}\n`)
      }
    }
    for (const [name, windows] of taken) if (!isKept(windows, count)) fallen.add(name)
  }
  return taken
}

function at(windows: StreamWindow[], count: number, figure: keyof StreamWindow): number {
  return median(windows.filter((window) => window.streams === count).map((window) => window[figure]))
}

/** True when it was not measured. */
function isKept(windows: StreamWindow[], count: number): boolean {
  if (!windows.some((window) => window.streams === count)) return true
  return at(windows, count, 'p99DelayMs') < keepsUp.p99DelayMs
    && at(windows, count, 'tokensPerSecond') >= keepsUp.share * count * tokensPerSecond
}

const countsOf = (windows: StreamWindow[]): number[] => [...new Set(windows.map((window) => window.streams))]

/** The last step before the first at which it did not keep up. */
function most(windows: StreamWindow[]): number {
  const counts = countsOf(windows)
  const short = counts.findIndex((count) => !isKept(windows, count))
  return counts[short === -1 ? counts.length - 1 : short - 1] ?? 0
}

const columns = {
  tokensPerSecond: 'tokens/s',
  medianDelayMs: 'median delay ms',
  p99DelayMs: 'p99 delay ms',
  cpuPerMillion: 'CPU s / million',
  cpuShare: 'of a core',
  emulatorShare: 'emulator',
  clientShare: 'client',
} as const satisfies Partial<Record<keyof StreamWindow, string>>

function report(taken: Map<string, StreamWindow[]>, settings: Record<string, unknown> & Setting): Report {
  const hundred = settings.always[1] ?? 1
  const of = (name: string): StreamWindow[] => taken.get(name) ?? []
  const cpu = (name: string): number => at(of(name), hundred, 'cpuPerMillion')
  const figures = Object.keys(columns) as (keyof typeof columns)[]
  const rows = (name: string, windows: StreamWindow[]) => countsOf(windows).map((count) =>
    [name, String(count), ...figures.map((figure) => at(windows, count, figure))])
  return {
    table: {
      header: ['server', 'streams', ...Object.values(columns)],
      rows: [...taken].flatMap(([name, windows]) => rows(name, windows)),
    },
    bars: [
      { ...bars.cpuToAiSdk, figure: cpu('Parley') / cpu('AI SDK') },
      { ...bars.streamsToAiSdk, figure: most(of('Parley')) / Math.max(1, most(of('AI SDK'))) },
    ],
    settings,
    figures: {
      most: Object.fromEntries([...taken].map(([name, windows]) => [name, most(windows)])),
      windows: Object.fromEntries(taken),
    },
  }
}
