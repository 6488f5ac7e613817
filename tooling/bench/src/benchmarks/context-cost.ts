import { promptTokens, startGeminiEmulator } from '@parley/emulators'
import { bars } from '../bars.ts'
import type { Benchmark, Effort } from '../harness/benchmark.ts'
import { startPeer, withCleanUp } from '../harness/processes.ts'
import { startParley } from '../subjects/parley.ts'
import type { Streaming } from '../subjects/streaming.ts'
import { aiSdkStreaming, parleyStreaming } from '../subjects/streaming.ts'

const model = 'gemini-3.8-flash'
/** Small, so that it is full long before turn 50: CONTEXT_TOKENS. */
const budget = 2_000
/** About 80 tokens; a reply has 60. */
const filler = 'and then we talked about the river, the stones in it and the light upon them '.repeat(4)
/** Turns that a figure is the mean of: what is sent grows and is summarised, and grows again. */
const around = 20

/** What the model is sent, turn after turn of one long chat, by the stand-in's own count. */
export const contextCost: Benchmark = {
  name: 'context-cost',
  about: 'request tokens over a chat of 1,000 turns',
  run: async ({ quick }: Effort) => await withCleanUp(async (onEnd) => {
    const turns = quick ? 60 : 1_000
    const gemini = await startGeminiEmulator({
      models: [model], pace: { firstByteMs: 0, tokensPerSecond: Infinity, tokensPerChunk: 60 }, journalLimit: 10,
    })
    onEnd(gemini.close)
    gemini.control.add({ scenario: { name: 'tokens', n: 60, seed: 3 } })
    const settings = { geminiUrl: gemini.url, model }
    const parley = await startParley(settings, { CONTEXT_TOKENS: String(budget) })
    onEnd(parley.stop)
    const aiSdk = await startPeer('ai-sdk', settings)
    onEnd(aiSdk.stop)

    const talk = async (subject: Streaming, count: number): Promise<number[]> => {
      const chat = await subject.open(1)
      onEnd(async () => chat.close())
      const tokens: number[] = []
      for (let turn = 1; turn <= count; turn++) {
        await chat.ask(`mark-${turn} ${filler}`, () => {})
        const asked = gemini.journal.generations('reply').at(-1)?.body as Parameters<typeof promptTokens>[0]
        tokens.push(promptTokens(asked))
      }
      return tokens
    }
    const taken = {
      Parley: await talk(parleyStreaming(parley.url), turns),
      // It grows by the same with each turn: a fifth of the way shows where it goes.
      'AI SDK': await talk(aiSdkStreaming(aiSdk.url), turns / 5),
    }
    const early = mean(taken.Parley.slice(50 - around / 2, 50 + around / 2))
    const late = mean(taken.Parley.slice(-around))
    return {
      table: {
        header: ['server', 'turn', 'request tokens'],
        rows: Object.entries(taken).flatMap(([name, tokens]) => [10, 50, 100, 200, 500, 1_000]
          .filter((turn) => turn <= tokens.length)
          .map((turn) => [name, String(turn), mean(tokens.slice(Math.max(0, turn - around), turn))])),
      },
      bars: [{ ...bars.contextCost, figure: late / early }],
      settings: { turns, budget, around },
      figures: taken,
    }
  }),
}

const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
