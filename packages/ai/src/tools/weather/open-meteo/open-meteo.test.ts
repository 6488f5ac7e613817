import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import type { WeatherOptions } from '../provider.ts'
import { createOpenMeteo } from './provider.ts'

const options: WeatherOptions = { units: 'metric', language: 'pt-br', signal: new AbortController().signal }

/** A `fetch` that answers each request with the next of the recorded bodies, and the URLs that it was asked for. */
async function replay(...names: string[]): Promise<{ fetch: typeof fetch, urls: URL[] }> {
  const bodies = await Promise.all(names.map((name) => readFile(new URL(`__fixtures__/${name}.json`, import.meta.url), 'utf8')))
  const urls: URL[] = []
  return {
    urls,
    fetch: async (input) => {
      urls.push(new URL(input.toString()))
      return new Response(bodies[urls.length - 1], { headers: { 'content-type': 'application/json; charset=utf-8' } })
    },
  }
}

test('a place by its name', async () => {
  const { fetch, urls } = await replay('search-paris', 'forecast-paris')
  const report = await createOpenMeteo({ fetch }).report({ place: 'Paris' }, options)
  expect(report).toEqual({
    place: {
      name: 'Paris',
      region: 'Île-de-France',
      country: 'France',
      latitude: 48.85341,
      longitude: 2.3488,
      timezone: 'Europe/Paris',
    },
    units: 'metric',
    current: {
      time: '2026-11-22T11:15',
      isDay: true,
      condition: 'rain',
      temperature: 7.3,
      feelsLike: 0,
      humidity: 81,
      windSpeed: 17.6,
      windDirection: 238,
    },
    days: [
      { date: '2026-11-22', condition: 'rain', min: 4.7, max: 9.1, precipitationChance: 88 },
      { date: '2026-11-23', condition: 'cloudy', min: 3.3, max: 8, precipitationChance: 23 },
      { date: '2026-11-24', condition: 'clear', min: -1, max: 6.2, precipitationChance: null },
      { date: '2026-11-26', condition: 'cloudy', min: -0.6, max: 3.9, precipitationChance: 5 },
    ],
    provider: 'open-meteo',
  })
  expect(urls.map(({ origin, pathname }) => origin + pathname)).toEqual([
    'https://geocoding-api.open-meteo.com/v1/search', 'https://api.open-meteo.com/v1/forecast',
  ])
  expect(urls[0]?.searchParams.get('language')).toBe('pt')
  expect(urls[1]?.searchParams.get('latitude')).toBe('48.85341')
})

test.each([
  ['Paris, Texas', 'Texas'],
  ['paris, us', 'Texas'],
  ['Paris, ile-de-france, France', 'Île-de-France'],
  ['Paris، Texas', 'Texas'],
  ['Paris, Narnia', 'Île-de-France'],
])('%s is the Paris of %s', async (place, region) => {
  const { fetch, urls } = await replay('search-paris', 'forecast-paris')
  const report = await createOpenMeteo({ fetch }).report({ place }, options)
  expect(report.place.region).toBe(region)
  expect(urls[0]?.searchParams.get('name')?.toLowerCase()).toBe('paris')
})

test('coordinates need no search, and imperial units are asked for', async () => {
  const { fetch, urls } = await replay('forecast-paris')
  const query = { latitude: 48.8566, longitude: 2.3522 }
  const report = await createOpenMeteo({ fetch, forecastUrl: 'http://127.0.0.1:1/under/' }).report(query, { ...options, units: 'imperial' })
  expect(report.place).toMatchObject({ name: '48.86, 2.35', region: null, country: null })
  expect(report.units).toBe('imperial')
  expect(urls[0]?.href).toMatch(/^http:\/\/127\.0\.0\.1:1\/under\/v1\/forecast\?/)
  expect(urls[0]?.searchParams.get('temperature_unit')).toBe('fahrenheit')
  expect(urls[0]?.searchParams.get('wind_speed_unit')).toBe('mph')
})

test('a place that nobody knows is told by name', async () => {
  const { fetch } = await replay('search-nothing')
  await expect(createOpenMeteo({ fetch }).report({ place: 'Xyzzy"\n' }, options)).rejects.toThrow('"Xyzzy\\"\\n"')
})
