import { expect, test } from 'vitest'
import { calls, finishes, says, scriptedModel, uses } from '../model/scripted.ts'
import { ModelError } from '../model/port.ts'
import { play } from './test/play.ts'
import { reportFor } from './test/weather.ts'

const done = { status: 'done', failure: null }

test('text is told as it comes and stored as one part', async () => {
  const model = scriptedModel([says('Good '), says('day'), says('!'), uses(10, 3), finishes()])
  const { events, contents, end } = await play(model)
  expect(events.slice(0, 3)).toEqual([
    { type: 'text', text: 'Good ' }, { type: 'text', text: 'day' }, { type: 'text', text: '!' },
  ])
  expect(contents).toEqual([{ role: 'model', parts: [{ type: 'text', text: 'Good day!' }] }])
  expect(events).toContainEqual({ type: 'usage', usage: { promptTokens: 10, replyTokens: 3, thinkingTokens: 0 } })
  expect(end).toEqual(done)
})

test('a part with a signature stays apart, also when it has no text', async () => {
  const signed = { type: 'part', part: { type: 'text', text: '', providerData: { thoughtSignature: 'abc' } } } as const
  const model = scriptedModel([says('One'), says(' two'), signed, says('three'), finishes()])
  const { contents, text } = await play(model)
  expect(contents[0]?.parts).toEqual([
    { type: 'text', text: 'One two' },
    { type: 'text', text: '', providerData: { thoughtSignature: 'abc' } },
    { type: 'text', text: 'three' },
  ])
  expect(text).toBe('One twothree')
})

test('parallel calls run side by side, and all results go back together, in order', async () => {
  const model = scriptedModel(
    [calls('get_weather', { place: 'Paris' }, 'a'), calls('get_weather', { place: 'Tokyo' }, 'b'), finishes()],
    [says('Mild in both.'), finishes()],
  )
  const { tools, contents, end } = await play(model)
  expect(tools.map(({ callId, state }) => `${callId} ${state}`)).toEqual(['a running', 'b running', 'a done', 'b done'])
  expect(tools[2]).toMatchObject({ name: 'get_weather', input: { place: 'Paris' }, output: reportFor('Paris') })
  expect(contents.map(({ role }) => role)).toEqual(['model', 'user', 'model'])
  expect(contents[0]?.parts[0]).toMatchObject({ callId: 'a', providerData: { thoughtSignature: 'signed:a' } })
  expect(contents[1]?.parts).toMatchObject([
    { type: 'tool-result', callId: 'a', name: 'get_weather', output: { place: 'Paris' } },
    { type: 'tool-result', callId: 'b', name: 'get_weather', output: { place: 'Tokyo' } },
  ])
  expect(model.requests[1]?.contents).toEqual([...model.requests[0]?.contents ?? [], ...contents.slice(0, 2)])
  expect(end).toEqual(done)
})

test.each([
  ['an unknown tool', calls('launch_rocket', {}), /no such tool.*get_weather/i],
  ['a tool that every object has', calls('constructor', {}), /no such tool/i],
  ['wrong arguments', calls('get_weather', { latitude: 'north' }), /wrong input/i],
  ['arguments that are no object', calls('get_weather', 'Paris'), /wrong input/i],
])('%s: the model is told, nothing is shown, and the reply goes on', async (_, call, error) => {
  const model = scriptedModel([call, finishes()], [says('Sorry.'), finishes()])
  const { tools, contents, text, end } = await play(model)
  expect(tools).toEqual([])
  expect(contents[1]?.parts).toMatchObject([{ output: { error: expect.stringMatching(error) } }])
  expect(text).toBe('Sorry.')
  expect(end).toEqual(done)
})

test('an ordinary failure of a tool is told in its own words, a defect in none of them', async () => {
  const errors: unknown[] = []
  const model = scriptedModel(
    [calls('get_weather', { place: 'Atlantis' }, 'a'), calls('get_weather', { place: 'Babel' }, 'b'), finishes()],
    [says('I could not find it.'), finishes()],
  )
  const { tools, contents, end } = await play(model, { onError: (error) => errors.push(error) })
  expect(contents[1]?.parts).toMatchObject([
    { output: { error: 'No such place.' } }, { output: { error: 'The tool failed.' } },
  ])
  expect(tools.filter(({ state }) => state === 'failed')).toHaveLength(2)
  expect(errors).toEqual([expect.any(TypeError)])
  expect(end).toEqual(done)
})

test('a tool that does not answer in time is given up', async () => {
  const model = scriptedModel([calls('get_weather', { place: 'Limbo' }), finishes()], [says('Later.'), finishes()])
  const asked: number[] = []
  const { tools, contents, end } = await play(model, {
    sleep: async (ms) => {
      asked.push(ms)
    },
  })
  expect(asked).toEqual([8_000])
  expect(tools.at(-1)).toMatchObject({ state: 'failed', error: expect.stringContaining('8 s') })
  expect(contents[1]?.parts).toMatchObject([{ output: { error: expect.stringContaining('8 s') } }])
  expect(end).toEqual(done)
})

test('at most eight calls run at a time; the others are answered', async () => {
  const twelve = Array.from({ length: 12 }, (_, index) => calls('get_weather', { place: 'Paris' }, `call-${index}`))
  const model = scriptedModel([...twelve, finishes()], [says('Done.'), finishes()])
  const { tools, contents } = await play(model)
  expect(tools.filter(({ state }) => state === 'running')).toHaveLength(8)
  expect(contents[1]?.parts).toHaveLength(12)
  expect(contents[1]?.parts[8]).toMatchObject({ callId: 'call-8', output: { error: expect.stringContaining('8 calls') } })
})

test('past eight rounds the reply ends with what it has', async () => {
  const round = [says('Again. '), calls('get_weather', { place: 'Paris' }), finishes()]
  const model = scriptedModel(...Array.from({ length: 9 }, () => round))
  const { contents, text, end } = await play(model)
  expect(model.requests).toHaveLength(9)
  expect(text).toBe('Again. '.repeat(9))
  expect(contents).toHaveLength(17)
  expect(contents.at(-1)).toEqual({ role: 'model', parts: [{ type: 'text', text: 'Again. ' }] })
  expect(end).toEqual({ status: 'done', failure: 'TOO_MANY_ROUNDS' })
})

test('a chain of exactly eight rounds is answered', async () => {
  const round = [calls('get_weather', { place: 'Paris' }), finishes()]
  const model = scriptedModel(...Array.from({ length: 8 }, () => round), [says('There.'), finishes()])
  expect(await play(model)).toMatchObject({ text: 'There.', end: done })
})

test.each([
  ['max-tokens', { status: 'done', failure: 'MAX_TOKENS' }],
  ['blocked-prompt', { status: 'failed', failure: 'PROMPT_BLOCKED' }],
  ['blocked-reply', { status: 'failed', failure: 'REPLY_BLOCKED' }],
  ['malformed-call', { status: 'failed', failure: 'MALFORMED_CALL' }],
  ['other', done],
] as const)('a model that ends with %s: what it said is kept, its calls are not', async (reason, expected) => {
  const said = reason === 'other' ? [says('Hm')] : [says('Hm'), calls('get_weather', { place: 'Paris' })]
  const { contents, tools, end } = await play(scriptedModel([...said, finishes(reason)]))
  expect(contents).toEqual([{ role: 'model', parts: [{ type: 'text', text: 'Hm' }] }])
  expect(tools).toEqual([])
  expect(end).toEqual(expected)
})

test('no word at all is no answer', async () => {
  const { contents, end } = await play(scriptedModel([finishes()]))
  expect(contents).toEqual([])
  expect(end).toEqual({ status: 'failed', failure: 'MODEL_UNAVAILABLE' })
})

test('what the provider asks to wait is waited, and some more, so that not all come back at once', async () => {
  const busy = new ModelError('busy', 'over quota', { retryAfterMs: 5_000 })
  const model = scriptedModel([busy], [busy], [says('Hi'), finishes()])
  const { delays, end } = await play(model)
  expect(delays).toEqual([5_500, 6_000])
  expect(end).toEqual(done)
})

test('a wait that would take longer than the user is asked to wait is not begun', async () => {
  const model = scriptedModel([new ModelError('busy', 'over quota', { retryAfterMs: 31_000 })])
  expect(await play(model)).toMatchObject({ delays: [], end: { status: 'failed', failure: 'MODEL_BUSY' } })
})

test('the time that the model took counts against the waiting', async () => {
  let time = 0
  const model = scriptedModel([new ModelError('unavailable', '503')], [new ModelError('unavailable', '503')])
  const now = (): number => (time += 20_000) - 20_000
  expect(await play(model, { now })).toMatchObject({ delays: [500], end: { failure: 'MODEL_UNAVAILABLE' } })
})

test('a defect of the model is reported and ends the reply, without an exception', async () => {
  const errors: unknown[] = []
  const { end } = await play(scriptedModel(), { onError: (error) => errors.push(error) })
  expect(errors).toHaveLength(1)
  expect(end).toEqual({ status: 'failed', failure: 'INTERNAL' })
})
