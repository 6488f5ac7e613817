import { scriptedText, startGeminiEmulator, startWeatherEmulator } from '@parley/emulators'
import type { GeminiEmulator, GeminiEmulatorOptions } from '@parley/emulators'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { ChatEvent } from '../events/event.ts'
import { foldReply, textOf } from '../events/fold.ts'
import type { ReplyState } from '../events/fold.ts'
import { createGeminiModel } from '../model/gemini/create.ts'
import { createTools } from '../tools/registry.ts'
import { createOpenMeteo } from '../tools/weather/open-meteo/provider.ts'
import { newSend, setUp, watch } from './test/setup.ts'
import type { Setup } from './test/setup.ts'

const model = 'gemini-3.5-flash'

/** The assistant with the real SDK, against the emulators. */
async function setUpHttp(pace: NonNullable<GeminiEmulatorOptions['pace']>): Promise<Setup & { gemini: GeminiEmulator }> {
  const gemini = await startGeminiEmulator({ pace, models: [model] })
  const weather = await startWeatherEmulator()
  onTestFinished(async () => {
    await gemini.close()
    await weather.close()
  })
  const provider = createOpenMeteo({ fetch, forecastUrl: weather.url, geocodingUrl: weather.url })
  const setup = await setUp(createGeminiModel({ apiKey: 'test', baseUrl: gemini.url }), {
    tools: createTools({ weather: provider }),
    models: { default: model, known: [model] },
  })
  return { ...setup, gemini }
}

function fold(events: ChatEvent[]): ReplyState {
  const start: ReplyState = { parts: [], seq: 0, status: 'running', failure: null }
  return events.reduce((reply, event) => (
    event.type === 'snapshot' || event.type === 'start' || event.type === 'title' ? reply : foldReply(reply, event)), start)
}

describe('over HTTP', () => {
  test('shown, streamed and stored text are the emulator\'s, to the byte', async () => {
    const setup = await setUpHttp({ firstByteMs: 0, tokensPerSecond: 4_000, tokensPerChunk: 3 })
    const { db, gemini, assistant, asker, chatId } = setup
    gemini.control.add({ scenario: { name: 'tokens', n: 600, seed: 7 } })
    const reading = watch(setup)
    await reading.ready
    const { reply } = await assistant.send(asker, newSend(chatId))
    const events = await reading.done
    const text = scriptedText({ n: 600, seed: 7 })
    expect(textOf(fold(events).parts)).toBe(text)
    expect(events.filter(({ type }) => type === 'delta').length).toBeGreaterThan(2)
    const row = await db.message.findUniqueOrThrow({ where: { id: reply.id } })
    expect(row.text).toBe(text)
    expect(row).toMatchObject({ status: 'done', parts: [{ type: 'text', text }] })
    expect(row.replyTokens).toBeGreaterThan(0)
    expect(gemini.journal.generations('reply')).toHaveLength(1)
  })

  test('weather in two places: two cards and words, and a second turn that Gemini accepts', async () => {
    const setup = await setUpHttp({ firstByteMs: 0, tokensPerSecond: Infinity })
    const { assistant, asker, chatId, gemini, db } = setup
    const reading = watch(setup)
    await reading.ready
    const { reply } = await assistant.send(asker, newSend(chatId, 'What\'s the weather in Paris and Tokyo?'))
    const state = fold(await reading.done)
    expect(state.status).toBe('done')
    const tools = state.parts.filter((part) => part.type === 'tool')
    expect(tools).toMatchObject([{ state: 'done' }, { state: 'done' }])
    expect(textOf(state.parts)).not.toBe('')
    const row = await db.message.findUniqueOrThrow({ where: { id: reply.id } })
    expect(row).toMatchObject({ parts: state.parts, seq: state.seq })

    const next = watch(setup)
    await next.ready
    await assistant.send(asker, newSend(chatId, 'Hello again'))
    expect(fold(await next.done).status).toBe('done')
    expect(gemini.journal.generations('reply').map(({ status }) => status)).toEqual([200, 200, 200])
  })

  test('stop closes the model\'s socket, and what is kept is a beginning of what was sent', async () => {
    const setup = await setUpHttp({ firstByteMs: 0, tokensPerSecond: 200, tokensPerChunk: 2 })
    const { assistant, asker, chatId, gemini } = setup
    gemini.control.add({ scenario: { name: 'tokens', n: 5_000, seed: 3 } })
    const reading = watch(setup)
    await reading.ready
    const { reply } = await assistant.send(asker, newSend(chatId))
    await expect.poll(() => reading.seen.length).toBeGreaterThan(8)
    const view = await assistant.stop(asker, { id: reply.id })
    expect((await gemini.journal.waitFor(({ ended }) => ended !== 'running')).ended).toBe('aborted')
    const state = fold(await reading.done)
    expect(view).toMatchObject(state)
    expect(textOf(state.parts)).not.toBe('')
    expect(scriptedText({ n: 5_000, seed: 3 }).startsWith(textOf(state.parts))).toBe(true)
  })

  test('what goes wrong on the way has its own end, and the user\'s message is kept', async () => {
    const setup = await setUpHttp({ firstByteMs: 0, tokensPerSecond: Infinity })
    const { assistant, asker, chatId, gemini, db } = setup
    const faults = [
      [{ kind: 'drop', after: 4 }, { status: 'interrupted', failure: 'TRUNCATED' }],
      [{ kind: 'close', after: 4 }, { status: 'interrupted', failure: 'TRUNCATED' }],
      [{ kind: 'finish', reason: 'MAX_TOKENS', after: 4 }, { status: 'done', failure: 'MAX_TOKENS' }],
      [{ kind: 'finish', reason: 'SAFETY', after: 4 }, { status: 'failed', failure: 'REPLY_BLOCKED' }],
      [{ kind: 'blocked' }, { status: 'failed', failure: 'PROMPT_BLOCKED' }],
      [{ kind: 'status', status: 400 }, { status: 'failed', failure: 'MODEL_REJECTED' }],
    ] as const
    for (const [fault, end] of faults) {
      gemini.control.reset()
      gemini.control.add({ scenario: { name: 'tokens', n: 50, seed: 5 }, fault })
      const reading = watch(setup)
      await reading.ready
      const input = newSend(chatId, `Try ${fault.kind}`)
      await assistant.send(asker, input)
      const state = fold(await reading.done)
      expect(state, JSON.stringify(fault)).toMatchObject(end)
      const { text, parts, seq } = await db.message.findUniqueOrThrow({ where: { id: input.replyId } })
      expect({ text, parts, seq }).toEqual({ text: textOf(state.parts), parts: state.parts, seq: state.seq })
      expect(scriptedText({ n: 50, seed: 5 }).startsWith(text)).toBe(true)
      expect(await db.message.count({ where: { id: input.id } })).toBe(1)
    }
    expect(setup.errors).toEqual([])
  })
})
