import { expect, test } from 'vitest'
import { z } from 'zod'
import { calls, finishes, says, scriptedModel, uses } from '../model/scripted.ts'
import { ModelError } from '../model/port.ts'
import type { Tool } from '../tools/tool.ts'
import { runLoop } from './run.ts'
import { play } from './test/play.ts'

const stopped = { status: 'stopped', failure: null }

test('a stop while the model speaks keeps what was said', async () => {
  const stop = new AbortController()
  const model = scriptedModel([says('One '), uses(9, 1), says('two '), uses(9, 2), 'silence'])
  const { text, contents, events, end } = await play(model, {
    signal: stop.signal,
    onEvent: (event) => event.type === 'text' && event.text === 'two ' && stop.abort(),
  })
  expect(text).toBe('One two ')
  expect(events.filter(({ type }) => type === 'usage')).toEqual([
    { type: 'usage', usage: { promptTokens: 9, replyTokens: 1, thinkingTokens: 0 } },
  ])
  expect(contents).toEqual([{ role: 'model', parts: [{ type: 'text', text: 'One two ' }] }])
  expect(end).toEqual(stopped)
})

test('a stop before the first word leaves nothing to store', async () => {
  const stop = new AbortController()
  const run = play(scriptedModel(['silence']), { signal: stop.signal })
  stop.abort()
  expect(await run).toMatchObject({ contents: [], end: stopped })
})

test('a stop while waiting for another attempt is heard at once', async () => {
  const stop = new AbortController()
  const model = scriptedModel([new ModelError('unavailable', '503')])
  const run = play(model, {
    signal: stop.signal,
    sleep: (_, signal) => new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error))
    }),
    onEvent: (event) => event.type === 'retrying' && setImmediate(() => stop.abort()),
  })
  expect(await run).toMatchObject({ contents: [], end: stopped })
  expect(model.requests).toHaveLength(1)
})

test('a stop while a tool runs gives every call a result, and every card an end', async () => {
  const stop = new AbortController()
  const model = scriptedModel([
    says('Looking. '), calls('get_weather', { place: 'Limbo' }, 'a'), calls('get_weather', { place: 'Paris' }, 'b'), finishes(),
  ])
  const { tools, contents, end } = await play(model, {
    signal: stop.signal,
    onEvent: (event) => event.type === 'tool' && event.part.state === 'done' && stop.abort(),
  })
  expect(tools.map(({ callId, state }) => `${callId} ${state}`)).toEqual(['a running', 'b running', 'b done', 'a failed'])
  expect(contents.map(({ parts }) => parts.map(({ type }) => type))).toEqual([
    ['text', 'tool-call', 'tool-call'], ['tool-result', 'tool-result'],
  ])
  expect(end).toEqual(stopped)
  expect(model.requests).toHaveLength(1)
})

test('a reader that goes away ends the tools that run', async () => {
  let signal: AbortSignal | undefined
  const wait: Tool = {
    name: 'wait',
    description: 'Waits for ever.',
    input: z.object({}),
    execute: (_, context) => {
      signal = context.signal
      return new Promise(() => undefined)
    },
  }
  const run = runLoop({
    model: scriptedModel([calls('wait', {}), finishes()]),
    request: { model: 'gemini-3.8-flash', system: '', contents: [] },
    tools: { wait },
    toolContext: { language: 'en', units: 'metric', location: undefined },
    signal: new AbortController().signal,
  })
  for await (const event of run) if (event.type === 'tool') break
  expect(signal?.aborted).toBe(true)
})
