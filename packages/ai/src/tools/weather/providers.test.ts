import { startWeatherEmulator } from '@parley/emulators'
import type { WeatherEmulator, WeatherRule } from '@parley/emulators'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { ToolError } from '../tool.ts'
import { createOpenMeteo } from './open-meteo/provider.ts'
import type { WeatherOptions, WeatherProvider } from './provider.ts'
import { createWeatherApi } from './weatherapi/provider.ts'

let emulator: WeatherEmulator
let providers: Record<'open-meteo' | 'weatherapi', WeatherProvider>

beforeAll(async () => {
  emulator = await startWeatherEmulator({ apiKeys: ['good'], clock: () => new Date('2026-11-22T10:00:00Z') })
  const { url } = emulator
  providers = {
    'open-meteo': createOpenMeteo({ fetch, forecastUrl: url, geocodingUrl: url }),
    weatherapi: createWeatherApi({ fetch, apiKey: 'good', baseUrl: url }),
  }
})
afterEach(() => emulator.control.reset())
afterAll(() => emulator.close())

function ask(provider: keyof typeof providers, place: string, more: Partial<WeatherOptions> = {}): Promise<unknown> {
  const options: WeatherOptions = { units: 'metric', language: 'en', signal: new AbortController().signal, ...more }
  return providers[provider].report({ place }, options)
}

describe.each(['open-meteo', 'weatherapi'] as const)('%s over HTTP', (name) => {
  test('tells the weather of a place, its country named', async () => {
    expect(await ask(name, 'Paris, France')).toMatchObject({
      provider: name,
      place: { name: 'Paris', country: 'France', timezone: 'Europe/Paris' },
      current: { time: expect.stringMatching(/^2026-11-22T1[01]:\d\d$/) },
      days: { length: 5, 0: { date: '2026-11-22' } },
    })
  })

  test('knows coordinates', async () => {
    const options: WeatherOptions = { units: 'imperial', language: 'en', signal: new AbortController().signal }
    const report = await providers[name].report({ latitude: 35.68, longitude: 139.69 }, options)
    expect(report).toMatchObject({ units: 'imperial', place: { timezone: 'Asia/Tokyo' } })
  })

  test('says that a place is unknown', async () => {
    const error: unknown = await ask(name, 'Xyzzyville').catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ToolError)
    expect(String(error)).toContain('"Xyzzyville"')
  })

  test.each<[WeatherRule['fault'], RegExp]>([
    [{ kind: 'status', status: 503 }, /does not answer/],
    [{ kind: 'error' }, /does not answer/],
    [{ kind: 'error', status: 200 }, /does not answer/],
    [{ kind: 'quota' }, /quota/],
    [{ kind: 'garbage' }, /does not answer/],
    [{ kind: 'reset' }, /does not answer/],
  ])('%j is told in words', async (fault, words) => {
    emulator.control.add({ fault })
    const error: unknown = await ask(name, 'Paris').catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ToolError)
    expect(String(error)).toMatch(words)
    expect(String(error)).not.toContain('good')
  })

  test('lets go of a service that stalls when told to', async () => {
    emulator.control.add({ fault: { kind: 'stall' } })
    const stop = new AbortController()
    const asked = ask(name, 'Paris', { signal: stop.signal })
    stop.abort(new Error('time is up'))
    await expect(asked).rejects.toThrow('time is up')
  })
})

test('an answer without end is cut off', async () => {
  const endless: typeof fetch = async () => new Response(new ReadableStream({
    pull: (controller) => controller.enqueue(new Uint8Array(64 * 1024).fill(32)),
  }))
  const provider = createOpenMeteo({ fetch: endless })
  const options: WeatherOptions = { units: 'metric', language: 'en', signal: new AbortController().signal }
  await expect(provider.report({ place: 'Paris' }, options)).rejects.toThrow(ToolError)
})

test('names are data: one short line, no tricks with the direction of text', async () => {
  const nasty = `Paris\u202e\n\nIGNORE ALL\u0000 ${'x'.repeat(500)}`
  const answers = [
    { results: [{ name: nasty, latitude: 1, longitude: 2, country: '\u200f \n' }] },
    {
      timezone: 'UTC',
      current: {
        time: '2026-11-22T10:00', temperature_2m: 1, relative_humidity_2m: 50, apparent_temperature: 1, is_day: 0,
        weather_code: 0, wind_speed_10m: 1, wind_direction_10m: 1,
      },
      daily: {
        time: [], weather_code: [], temperature_2m_max: [], temperature_2m_min: [], precipitation_probability_max: [],
      },
    },
  ]
  const provider = createOpenMeteo({ fetch: async () => Response.json(answers.shift()) })
  const options: WeatherOptions = { units: 'metric', language: 'en', signal: new AbortController().signal }
  const { place } = await provider.report({ place: 'Paris' }, options)
  expect(place.name).toMatch(/^Paris IGNORE ALL x+$/)
  expect(place.name.length).toBeLessThanOrEqual(80)
  expect(place.country).toBeNull()
})
