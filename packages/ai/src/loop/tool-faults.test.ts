import { startGeminiEmulator, startWeatherEmulator } from '@parley/emulators'
import type { GeminiEmulator, GeminiScenario, WeatherEmulator } from '@parley/emulators'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createGeminiModel } from '../model/gemini/create.ts'
import { createTools } from '../tools/registry.ts'
import { createOpenMeteo } from '../tools/weather/open-meteo/provider.ts'
import type { LoopOptions } from './run.ts'
import { play } from './test/play.ts'
import type { Played } from './test/play.ts'

let gemini: GeminiEmulator
let weather: WeatherEmulator

beforeAll(async () => {
  gemini = await startGeminiEmulator({ pace: { firstByteMs: 0, tokensPerSecond: 5_000 } })
  weather = await startWeatherEmulator()
})
afterEach(() => {
  gemini.control.reset()
  weather.control.reset()
})
afterAll(async () => {
  await gemini.close()
  await weather.close()
})

function ask(prompt: string, options: Partial<LoopOptions> = {}): Promise<Played> {
  const provider = createOpenMeteo({ fetch, forecastUrl: weather.url, geocodingUrl: weather.url })
  const model = createGeminiModel({ apiKey: 'key', baseUrl: gemini.url })
  return play(model, { prompt, tools: createTools({ weather: provider }), ...options })
}

function resultsOf({ contents }: Played): unknown[] {
  return contents.flatMap(({ parts }) => parts.flatMap((part) => part.type === 'tool-result' ? [part.output] : []))
}

describe('the tool loop, over HTTP to a strict Gemini and a weather service', () => {
  test('two places are looked up side by side and told of', async () => {
    const played = await ask('What is the weather in Paris and Tokyo?')
    expect(played.tools.map(({ state }) => state)).toEqual(['running', 'running', 'done', 'done'])
    expect(played.end).toEqual({ status: 'done', failure: null })
    expect(played.text).toMatch(/Paris[^]*Tokyo/)
    expect(gemini.journal.generations('reply').map(({ ended }) => ended)).toEqual(['finished', 'finished'])
  })

  test.each<[string, GeminiScenario, { shown: number, failed: number, end: Played['end'], calls: number }]>([
    ['an unknown tool', { name: 'unknown-tool' }, { shown: 0, failed: 1, end: { status: 'done', failure: null }, calls: 2 }],
    ['wrong arguments', { name: 'wrong-args' }, { shown: 0, failed: 1, end: { status: 'done', failure: null }, calls: 2 }],
    ['twelve calls at once', { name: 'many-calls', n: 12 }, {
      shown: 8, failed: 4, end: { status: 'done', failure: null }, calls: 2,
    }],
    ['a chain of three rounds', { name: 'chain', n: 3 }, {
      shown: 3, failed: 0, end: { status: 'done', failure: null }, calls: 4,
    }],
    ['a chain without end', { name: 'endless-tools' }, {
      shown: 8, failed: 0, end: { status: 'done', failure: 'TOO_MANY_ROUNDS' }, calls: 9,
    }],
  ])('%s', async (_, scenario, { shown, failed, end, calls }) => {
    gemini.control.add({ scenario })
    const played = await ask('Do it')
    expect(played.end).toEqual(end)
    expect(played.tools.filter(({ state }) => state === 'running')).toHaveLength(shown)
    expect(resultsOf(played)).toHaveLength(shown + failed)
    expect(resultsOf(played).filter((output) => Object.hasOwn(output as object, 'error'))).toHaveLength(failed)
    expect(gemini.journal.generations('reply').map(({ status }) => status)).toEqual(Array(calls).fill(200))
  })

  test.each([
    ['an unknown place', 'What is the weather in Xyzzyville?', undefined, /Xyzzyville/],
    ['a weather service that is down', 'What is the weather in Paris?', { kind: 'status', status: 503 }, /does not answer/],
    ['a weather service over its quota', 'What is the weather in Paris?', { kind: 'quota' }, /quota/],
  ] as const)('%s: the model is told and answers in words', async (_, prompt, fault, words) => {
    if (fault) weather.control.add({ fault })
    const played = await ask(prompt)
    expect(played.end).toEqual({ status: 'done', failure: null })
    expect(played.tools.at(-1)).toMatchObject({ state: 'failed', error: expect.stringMatching(words) })
    expect(resultsOf(played)).toEqual([{ error: expect.stringMatching(words) }])
    expect(played.text).not.toBe('')
  })

  test('a weather service that does not answer is given up in time', async () => {
    weather.control.add({ fault: { kind: 'stall' } })
    const played = await ask('What is the weather in Paris?', { sleep: async () => undefined })
    expect(resultsOf(played)).toEqual([{ error: expect.stringContaining('8 s') }])
    expect(played.end).toEqual({ status: 'done', failure: null })
  })

  test('the user\'s own place is used, and only when they sent it', async () => {
    const here = 'What is the weather here?'
    const location = { latitude: 48.85, longitude: 2.35 }
    const sent = await ask(here, { toolContext: { language: 'en', units: 'metric', location } })
    expect(sent.tools.at(-1)).toMatchObject({ state: 'done', output: { place: location } })
    const unsent = await ask(here)
    expect(unsent.tools.filter(({ state }) => state === 'done')).toEqual([])
    expect(unsent.end).toEqual({ status: 'done', failure: null })
  })
})
