import type { Bar, Benchmark } from '../harness/benchmark.ts'
import { startPeer, withCleanUp } from '../harness/processes.ts'
import type { Plan, Subject } from '../harness/rounds.ts'
import { measureInTurn } from '../harness/rounds.ts'
import { median, summarise } from '../harness/stats.ts'
import type { EmulatorSettings } from '../peers/emulator.ts'
import { generateRequest } from '../peers/generate-request.ts'
import type { RelaySettings } from '../peers/relay.ts'
import { openChat } from '../subjects/parley-chat.ts'
import { createParleyUser, startParley } from '../subjects/parley.ts'
import { timeToFirstEvent } from '../subjects/post-stream.ts'

const model = 'gemini-3.8-flash'
const text = 'What is the capital of France?'

/** As small a wait as the emulator's timer keeps constant, then a short reply that comes as a stream. */
const emulatorSettings: EmulatorSettings = {
  models: [model],
  pace: { firstByteMs: 1, tokensPerSecond: 400, tokensPerChunk: 4 },
  rule: { scenario: { name: 'tokens', n: 16, seed: 1 } },
}

/** How much longer than the relay Parley may make a person wait, for storing what they said first. */
const mostTimesRelay = 2

/**
 * What a server adds to the time until the first event of a reply reaches the person, over the time that the model
 * itself takes, at one user. Parley's is from `message.send`, which stores the message before it is acknowledged, to
 * the first text on the subscription that is open already; the relay's is from its request to the first event in it.
 */
export const firstToken: Benchmark = {
  name: 'first-token',
  about: 'time to the first token added over the model\'s own, one user: Parley, a bare relay',
  run: async (effort) => await withCleanUp(async (onEnd) => {
    const plan: Plan = {
      rounds: effort.rounds ?? 6, samples: effort.samples ?? 40, warmUp: effort.warmUp ?? 40, restMs: 10,
    }
    const emulator = await startPeer('emulator', emulatorSettings)
    onEnd(emulator.stop)
    const relay = await startPeer('relay', { geminiUrl: emulator.url, model } satisfies RelaySettings)
    onEnd(relay.stop)
    const parley = await startParley({ geminiUrl: emulator.url, model })
    onEnd(parley.stop)

    const taken = await measureInTurn(
      [directSubject(emulator.url), relaySubject(relay.url), parleySubject(parley.url)],
      plan,
      (round) => process.stdout.write(`round ${round} of ${plan.rounds}\n`),
    )
    return report(taken, { ...plan, emulator: emulatorSettings })
  }),
}

/** The model itself, asked without anybody in between. */
function directSubject(geminiUrl: string): Subject<number> {
  const { url, init } = generateRequest({ geminiUrl, model, text })
  return { name: 'direct', sample: async () => await timeToFirstEvent(url, init) }
}

function relaySubject(relayUrl: string): Subject<number> {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ text }) }
  return { name: 'relay', sample: async () => await timeToFirstEvent(`${relayUrl}/chat`, init) }
}

/** A new chat each time, so that no sample pays for the length of the talk before it. */
function parleySubject(url: string): Subject<number> {
  const user = createParleyUser({ url }, 7)
  return {
    name: 'Parley',
    sample: async () => {
      const chat = await openChat(user)
      try {
        return await chat.timeToFirstText(text)
      } finally {
        chat.close()
      }
    },
  }
}

function report(taken: Map<string, number[][]>, settings: Record<string, unknown>) {
  const rounds = (name: string): number[][] => taken.get(name) ?? []
  const own = rounds('direct').map(median)
  /** Over what the model took in the same round. */
  const added = (name: string) =>
    rounds(name).flatMap((times, round) => times.map((time) => time - (own[round] ?? Number.NaN)))

  const figures = Object.fromEntries([...taken.keys()].map((name) => [name, {
    total: summarise(rounds(name).flat()),
    added: summarise(added(name)),
    medianByRound: rounds(name).map(median),
    totals: rounds(name),
  }]))
  const relayAdds = median(added('relay'))
  const rows = [...taken.keys()].map((name) => {
    const total = summarise(rounds(name).flat())
    if (name === 'direct') return [name, total.median, total.p99, '', '', '']
    const more = summarise(added(name))
    return [name, total.median, total.p99, more.median, more.p99, more.median / relayAdds]
  })
  const bars: Bar[] = [{
    name: 'added time to the first token, times the relay\'s',
    figure: median(added('Parley')) / relayAdds,
    most: mostTimesRelay,
  }]
  const header = ['subject', 'total median ms', 'total p99 ms', 'added median ms', 'added p99 ms', 'times relay']
  return { table: { header, rows }, bars, settings, figures }
}
