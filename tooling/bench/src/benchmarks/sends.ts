import type { Benchmark, Effort } from '../harness/benchmark.ts'
import { cpuSeconds } from '../harness/cpu.ts'
import { withCleanUp } from '../harness/processes.ts'
import type { Plan, Subject } from '../harness/rounds.ts'
import { measureInTurn } from '../harness/rounds.ts'
import { median, quantile } from '../harness/stats.ts'
import type { EmulatorSettings } from '../peers/emulator.ts'
import { startSubjects } from '../subjects/start.ts'
import type { Streaming } from '../subjects/streaming.ts'
import { aiSdkStreaming, parleyStreaming, relayStreaming } from '../subjects/streaming.ts'

/** A word at once: what is measured is what a message and its reply cost, not what is streamed between them. */
const emulator: Omit<EmulatorSettings, 'models'> = {
  pace: { firstByteMs: 0, tokensPerSecond: 1_000_000, tokensPerChunk: 1 },
  rule: { scenario: { name: 'tokens', n: 1, seed: 1 } },
}

const settingOf = ({ quick, rounds = 5 }: Effort): { users: number, forMs: number, plan: Plan } => quick
  ? { users: 3, forMs: 100, plan: { rounds: 1, samples: 1, warmUp: 0, restMs: 0 } }
  : { users: 20, forMs: 4_000, plan: { rounds, samples: 1, warmUp: 1, restMs: 200 } }

interface Sample { perSecond: number, p99Ms: number, cpuMs: number }

/**
 * Messages that are answered, one after the other by each of twenty people. Parley's message and reply are on the disk,
 * fsync included, before the one is acknowledged and the other ends; the AI SDK's together once the reply has ended.
 */
export const sends: Benchmark = {
  name: 'sends',
  about: 'messages sent and answered per second, stored durably',
  run: async (effort) => await withCleanUp(async (onEnd) => {
    const { relay, aiSdk, parley } = await startSubjects(emulator, onEnd)
    const { users, forMs, plan } = settingOf(effort)
    const taken = await measureInTurn([
      sending(relayStreaming(relay.url), relay.pid, { users, forMs }),
      sending(aiSdkStreaming(aiSdk.url), aiSdk.pid, { users, forMs }),
      sending(parleyStreaming(parley.url), parley.pid, { users, forMs }),
    ], plan)
    const of = (name: string, figure: keyof Sample): number =>
      median((taken.get(name) ?? []).flat().map((sample) => sample[figure]))
    return {
      table: {
        header: ['server', 'sends/s', 'p99 ms', 'CPU ms each'],
        rows: [...taken.keys()].map((name) => [name, of(name, 'perSecond'), of(name, 'p99Ms'), of(name, 'cpuMs')]),
      },
      bars: [],
      settings: { users, forMs, ...plan, emulator },
      figures: Object.fromEntries(taken),
    }
  }),
}

/** A new chat for every sample, so that what came before does not grow what is sent to the model. */
function sending(subject: Streaming, pid: number, { users, forMs }: { users: number, forMs: number }): Subject<Sample> {
  return {
    name: subject.name,
    sample: async () => {
      const chats = await Promise.all(Array.from({ length: users }, (_, index) => subject.open(index + 1)))
      const times: number[] = []
      const before = cpuSeconds(pid)
      const startedAt = performance.now()
      await Promise.all(chats.map(async (chat) => {
        while (performance.now() < startedAt + forMs) {
          const askedAt = performance.now()
          await chat.ask('Hello', () => {})
          times.push(performance.now() - askedAt)
        }
      }))
      const seconds = (performance.now() - startedAt) / 1_000
      const cpuMs = ((cpuSeconds(pid) - before) * 1_000) / times.length
      for (const chat of chats) chat.close()
      return { perSecond: times.length / seconds, p99Ms: quantile(times, 0.99), cpuMs }
    },
  }
}
