import { startGeminiEmulator } from '@parley/emulators'
import type { GeminiEmulator, GeminiFault } from '@parley/emulators'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createGeminiModel } from '../model/gemini/create.ts'
import { play } from './test/play.ts'
import type { Played } from './test/play.ts'
import type { LoopEnd } from './event.ts'

let gemini: GeminiEmulator

beforeAll(async () => {
  gemini = await startGeminiEmulator({ pace: { firstByteMs: 0, tokensPerSecond: 2_000, tokensPerChunk: 1 } })
})
afterEach(() => gemini.control.reset())
afterAll(() => gemini.close())

/** Where in a reply a fault comes: before the model's first word, amid its words, or in the call after a tool round. */
const places = {
  'before the first token': { after: 0, round: 'first' },
  'after the first token': { after: 4, round: 'first' },
  'inside a tool round': { after: 4, round: 'tools' },
  'before the first token of a tool round': { after: 0, round: 'tools' },
} as const

type Place = keyof typeof places

const busy: LoopEnd = { status: 'failed', failure: 'MODEL_BUSY' }
const unavailable: LoopEnd = { status: 'failed', failure: 'MODEL_UNAVAILABLE' }
const timeout: LoopEnd = { status: 'failed', failure: 'MODEL_TIMEOUT' }
const rejected: LoopEnd = { status: 'failed', failure: 'MODEL_REJECTED' }
const blocked: LoopEnd = { status: 'failed', failure: 'REPLY_BLOCKED' }
const truncated: LoopEnd = { status: 'interrupted', failure: 'TRUNCATED' }
const whole: LoopEnd = { status: 'done', failure: null }

interface Row {
  fault: GeminiFault
  /** How the reply ends before, and after, the first token of the call that is hit. */
  before: LoopEnd
  after: LoopEnd
  /** Whether a call that has not begun to answer is made again. */
  retried: boolean
}

const retried = true
const once = false

const rows: Record<string, Row> = {
  'over quota (429)': { fault: { kind: 'status', status: 429 }, before: busy, after: busy, retried },
  'over quota, wait 2 s': { fault: { kind: 'status', status: 429, retryAfterMs: 2_000 }, before: busy, after: busy, retried },
  'request timeout (408)': { fault: { kind: 'status', status: 408 }, before: unavailable, after: unavailable, retried },
  'overloaded (503)': { fault: { kind: 'status', status: 503 }, before: unavailable, after: unavailable, retried },
  'internal error (500)': { fault: { kind: 'status', status: 500 }, before: unavailable, after: unavailable, retried },
  'bad request (400)': { fault: { kind: 'status', status: 400 }, before: rejected, after: rejected, retried: once },
  'forbidden (403)': { fault: { kind: 'status', status: 403 }, before: rejected, after: rejected, retried: once },
  'connection reset': { fault: { kind: 'reset' }, before: unavailable, after: unavailable, retried },
  'connection dropped': { fault: { kind: 'drop' }, before: unavailable, after: truncated, retried },
  'closed without a finish reason': { fault: { kind: 'close' }, before: truncated, after: truncated, retried: once },
  'an error in the stream (503)': { fault: { kind: 'error', status: 503 }, before: unavailable, after: truncated, retried },
  'an error in the stream (429)': { fault: { kind: 'error', status: 429 }, before: busy, after: busy, retried },
  'an error in the stream (400)': { fault: { kind: 'error', status: 400 }, before: rejected, after: rejected, retried: once },
  silence: { fault: { kind: 'stall' }, before: timeout, after: timeout, retried: once },
  'garbage in the stream': { fault: { kind: 'garbage' }, before: unavailable, after: truncated, retried },
  'blocked prompt': {
    fault: { kind: 'blocked' },
    before: { status: 'failed', failure: 'PROMPT_BLOCKED' },
    after: { status: 'failed', failure: 'PROMPT_BLOCKED' },
    retried: once,
  },
  'blocked reply (SAFETY)': { fault: { kind: 'finish', reason: 'SAFETY' }, before: blocked, after: blocked, retried: once },
  'blocked reply (RECITATION)': { fault: { kind: 'finish', reason: 'RECITATION' }, before: blocked, after: blocked, retried: once },
  'length limit': {
    fault: { kind: 'finish', reason: 'MAX_TOKENS' },
    before: { status: 'done', failure: 'MAX_TOKENS' },
    after: { status: 'done', failure: 'MAX_TOKENS' },
    retried: once,
  },
  'malformed call': {
    fault: { kind: 'finish', reason: 'MALFORMED_FUNCTION_CALL' },
    before: { status: 'failed', failure: 'MALFORMED_CALL' },
    after: { status: 'failed', failure: 'MALFORMED_CALL' },
    retried: once,
  },
  'a finish reason that is new': { fault: { kind: 'finish', reason: 'BORED' }, before: unavailable, after: whole, retried: once },
}

/** Faults that stand in place of the whole answer: the emulator has no "after" for them. */
const atOnce = new Set(['status', 'reset', 'blocked'])

const table = Object.entries(rows).flatMap(([name, row]) => (Object.keys(places) as Place[])
  .filter((place) => places[place].after === 0 || !atOnce.has(row.fault.kind))
  .map((place) => ({ name, place, row })))

describe('the fault matrix, over HTTP', () => {
  test.each(table)('$name, $place', async ({ row, place }) => {
    const { after, round } = places[place]
    const fault = atOnce.has(row.fault.kind) ? row.fault : { ...row.fault, after } as GeminiFault
    gemini.control.add({ round, fault })
    const played = await ask(round, fault)
    const expected = after === 0 ? row.before : row.after
    // A tool round has shown something: an ending without a word after it is an ending, not a failure.
    const emptyAfterTool = round === 'tools' && after === 0 && row.fault.kind === 'finish' && expected === unavailable
    expect(played.end).toEqual(emptyAfterTool ? whole : expected)

    const attempts = row.retried && after === 0 ? 3 : 1
    expect(gemini.journal.generations('reply')).toHaveLength(attempts + (round === 'tools' ? 1 : 0))
    expect(played.delays).toHaveLength(attempts - 1)
    if (after > 0) expect(played.text).not.toBe('')
    expectSendable(played)
  })

  test.each(table.filter(({ row, place }) => row.retried && places[place].after === 0))(
    '$name, $place, once: the next attempt answers, and the user was told',
    async ({ row, place }) => {
      const { after, round } = places[place]
      const fault = atOnce.has(row.fault.kind) ? row.fault : { ...row.fault, after } as GeminiFault
      gemini.control.add({ round, fault, times: 1 })
      const played = await ask(round, fault)
      expect(played.end).toEqual(whole)
      expect(played.delays).toEqual([fault.kind === 'status' && fault.retryAfterMs ? 2_500 : 500])
      expect(played.text).not.toBe('')
      expectSendable(played)
    },
  )
})

function ask(round: 'first' | 'tools', fault: GeminiFault): Promise<Played> {
  const idleTimeoutMs = fault.kind === 'stall' ? 700 : 30_000
  const model = createGeminiModel({ apiKey: 'key', baseUrl: gemini.url, idleTimeoutMs })
  return play(model, { prompt: round === 'tools' ? 'What is the weather in Paris?' : 'Hello, who are you?' })
}

/** What is stored is what was shown, and calls and results are in pairs. */
function expectSendable({ contents, text }: Played): void {
  const parts = contents.flatMap((content) => content.parts)
  expect(parts.map((part) => part.type === 'text' ? part.text : '').join('')).toBe(text)
  const called = parts.flatMap((part) => part.type === 'tool-call' ? [part.callId] : [])
  const answered = parts.flatMap((part) => part.type === 'tool-result' ? [part.callId] : [])
  expect(answered).toEqual(called)
}
