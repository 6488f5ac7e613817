import { setTimeout as pause } from 'node:timers/promises'
import { bars } from '../bars.ts'
import type { Benchmark, Effort, Report } from '../harness/benchmark.ts'
import { withCleanUp } from '../harness/processes.ts'
import type { Plan } from '../harness/rounds.ts'
import { measureInTurn } from '../harness/rounds.ts'
import { addedOver, median, summarise } from '../harness/stats.ts'
import type { EmulatorSettings } from '../peers/emulator.ts'
import type { ChatSubject } from '../subjects/chat.ts'
import { startSubjects } from '../subjects/start.ts'

const text = 'What is the capital of France?'

/** As small a wait as the emulator's timer keeps constant, then a short reply that comes as a stream. */
const emulator: Omit<EmulatorSettings, 'models'> = {
  pace: { firstByteMs: 1, tokensPerSecond: 400, tokensPerChunk: 4 },
  rule: { scenario: { name: 'tokens', n: 16, seed: 1 } },
}

/** Between two sends of a crowd in which everybody sends one message, milliseconds: more than 100 people would. */
const crowdPaceMs = 20

/** Of one user alone, and of a crowd. */
const plans = ({ quick, rounds = 6 }: Effort): { one: Plan, many: Plan, users: number } => quick
  ? {
      one: { rounds: 1, samples: 3, warmUp: 2, restMs: 10 },
      many: { rounds: 1, samples: 1, warmUp: 0, restMs: 10 },
      users: 10,
    }
  : {
      one: { rounds, samples: 40, warmUp: 40, restMs: 10 },
      many: { rounds, samples: 1, warmUp: 1, restMs: 100 },
      users: 100,
    }

/**
 * What a server adds to the time until the first words of a reply reach the person, over the time that the model itself
 * takes. Parley's is from `message.send`, which stores the message before it is acknowledged, to the first text on the
 * subscription that is open already; the others' is from their request to the first text in its answer.
 */
export const firstToken: Benchmark = {
  name: 'first-token',
  about: 'time to the first token added over the model\'s own, 1 and 100 users',
  run: async (effort) => await withCleanUp(async (onEnd) => {
    const { direct, relay, aiSdk, parley } = await startSubjects(emulator, onEnd)
    const subjects = [direct, relay, aiSdk, parley]
    const { one, many, users } = plans(effort)
    const alone = await measureInTurn(subjects.map((each) => ({ name: each.name, sample: () => askOnce(each) })), one)
    const together = subjects.map((each) => ({ name: each.name, sample: () => askAll(each, users) }))
    const crowd = await measureInTurn(together, many)
    return report({ alone, crowd: flatten(crowd), users }, { one, many, crowdPaceMs, emulator })
  }),
}

/** In a new chat each time, so that no sample pays for the length of the talk before it. */
async function askOnce(subject: ChatSubject, user = 1): Promise<number> {
  const chat = await subject.open(user)
  try {
    return await chat.timeToFirstText(text)
  } finally {
    chat.close()
  }
}

async function askAll(subject: ChatSubject, users: number): Promise<number[]> {
  const chats = await Promise.all(Array.from({ length: users }, (_, index) => subject.open(index + 1)))
  const times = await Promise.all(chats.map(async (chat, index) => {
    await pause(index * crowdPaceMs)
    return await chat.timeToFirstText(text)
  }))
  for (const chat of chats) chat.close()
  return times
}

type Rounds = Map<string, number[][]>

const flatten = (taken: Map<string, number[][][]>): Rounds =>
  new Map([...taken].map(([name, rounds]) => [name, rounds.map((samples) => samples.flat())]))

function report(
  { alone, crowd, users }: { alone: Rounds, crowd: Rounds, users: number },
  settings: Record<string, unknown>,
): Report {
  const rows = (taken: Rounds, count: number) => [...taken].map(([name, rounds]) => {
    const total = summarise(rounds.flat())
    const added = summarise(addedOver(rounds, taken.get('direct') ?? []))
    return [String(count), name, total.median, total.p99, ...(name === 'direct' ? ['', ''] : [added.median, added.p99])]
  })
  const adds = (name: string) => median(addedOver(alone.get(name) ?? [], alone.get('direct') ?? []))
  return {
    table: {
      header: ['users', 'subject', 'total median ms', 'total p99 ms', 'added median ms', 'added p99 ms'],
      rows: [...rows(alone, 1), ...rows(crowd, users)],
    },
    bars: [
      { ...bars.firstTokenToRelay, figure: adds('Parley') / adds('relay') },
      { ...bars.firstTokenToAiSdk, figure: adds('Parley') / adds('AI SDK') },
    ],
    settings,
    figures: { alone: Object.fromEntries(alone), crowd: Object.fromEntries(crowd) },
  }
}
