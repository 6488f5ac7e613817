import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import type { WeatherOptions } from '../provider.ts'
import { createWeatherApi } from './provider.ts'

const options: WeatherOptions = { units: 'metric', language: 'en', signal: new AbortController().signal }

async function replay(name: string, status = 200): Promise<{ fetch: typeof fetch, urls: URL[] }> {
  const body = await readFile(new URL(`__fixtures__/${name}.json`, import.meta.url), 'utf8')
  const urls: URL[] = []
  return {
    urls,
    fetch: async (input) => {
      urls.push(new URL(input.toString()))
      return new Response(body, { status })
    },
  }
}

test('a place by its name', async () => {
  const { fetch, urls } = await replay('forecast-oslo')
  const report = await createWeatherApi({ fetch, apiKey: 'k' }).report({ place: 'Oslo, Norway' }, options)
  expect(report).toEqual({
    place: {
      name: 'Oslo', region: 'Oslo', country: 'Norway', latitude: 59.9167, longitude: 10.75, timezone: 'Europe/Oslo',
    },
    units: 'metric',
    current: {
      time: '2026-11-22T09:05',
      isDay: true,
      condition: 'snow',
      temperature: -3.2,
      feelsLike: -7.4,
      humidity: 93,
      windSpeed: 11.2,
      windDirection: 42,
    },
    days: [
      { date: '2026-11-22', condition: 'snow', min: -6.1, max: -1, precipitationChance: 83 },
      { date: '2026-11-23', condition: 'clear', min: -4, max: 1.3, precipitationChance: null },
    ],
    provider: 'weatherapi',
  })
  expect(urls[0]?.origin).toBe('https://api.weatherapi.com')
  expect(urls[0]?.searchParams.get('q')).toBe('Oslo, Norway')
})

test('imperial units come from the same answer', async () => {
  const { fetch } = await replay('forecast-oslo')
  const report = await createWeatherApi({ fetch, apiKey: 'k' }).report({ latitude: 59.9, longitude: 10.7 }, { ...options, units: 'imperial' })
  expect(report.current).toMatchObject({ temperature: 26.2, feelsLike: 18.7, windSpeed: 6.9 })
  expect(report.days[0]).toMatchObject({ min: 21, max: 30.2 })
})

test('a place that nobody knows is told by name', async () => {
  const { fetch } = await replay('error-1006', 400)
  await expect(createWeatherApi({ fetch, apiKey: 'k' }).report({ place: 'Xyzzy' }, options)).rejects.toThrow('"Xyzzy"')
})

test.each(['auto:ip', 'AUTO:IP', '10.0.0.1', '2001:db8::1', 'iata:DXB', 'id:2801268', 'metar:EGLL'])(
  '%s is no place, and the service is not asked where we are',
  async (place) => {
    const { fetch, urls } = await replay('forecast-oslo')
    await expect(createWeatherApi({ fetch, apiKey: 'k' }).report({ place }, options)).rejects.toThrow('No place called')
    expect(urls).toEqual([])
  },
)
