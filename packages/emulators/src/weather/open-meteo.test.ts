import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { WeatherEmulator } from './start.ts'
import { startWeatherEmulator } from './start.ts'

let emulator: WeatherEmulator
const now = new Date('2026-11-22T22:47:00Z')

beforeAll(async () => {
  emulator = await startWeatherEmulator({ clock: () => now })
})
afterAll(() => emulator.close())

interface Answer {
  status: number
  body: Record<string, unknown>
}

async function get(path: string, query: Record<string, string>): Promise<Answer> {
  const response = await fetch(`${emulator.url}/v1/${path}?${new URLSearchParams(query).toString()}`)
  return { status: response.status, body: await response.json() as Answer['body'] }
}

describe('geocoding', () => {
  it.each(['Paris', 'paris', 'Париж', 'باريس', 'パリ', 'París', 'Par'])('knows %s', async (name) => {
    const { body } = await get('search', { name, count: '1', language: 'en' })
    expect(body['results']).toMatchObject([
      { name: 'Paris', country: 'France', country_code: 'FR', timezone: 'Europe/Paris', latitude: 48.8534 },
    ])
  })

  it('names all places of a name, the largest first', async () => {
    const { body } = await get('search', { name: 'Paris' })
    expect(body['results']).toMatchObject([{ country_code: 'FR' }, { country_code: 'US', admin1: 'Texas' }])
    const inAmerica = await get('search', { name: 'Paris', countryCode: 'us' })
    expect(inAmerica.body['results']).toMatchObject([{ admin1: 'Texas' }])
  })

  it('answers in the language that is asked for', async () => {
    const { body } = await get('search', { name: 'Tokyo', count: '1', language: 'ru' })
    expect(body['results']).toMatchObject([{ name: 'Токио', country: 'Япония' }])
    const unknown = await get('search', { name: 'Tokyo', language: 'constructor' })
    expect(unknown.body['results']).toMatchObject([{ name: 'Tokyo', country: 'Japan' }])
  })

  it('knows a city that is called one', async () => {
    const { body } = await get('search', { name: 'New York City', count: '1' })
    expect(body['results']).toMatchObject([{ name: 'New York' }])
  })

  it('takes a name with accents or without', async () => {
    const { body } = await get('search', { name: 'sao paulo' })
    expect(body['results']).toMatchObject([{ name: 'São Paulo' }])
  })

  it.each(['Atlantis', 'P', '', 'Paris, France', '%', '🙂🙂'])('has no results for %j', async (name) => {
    const { status, body } = await get('search', { name })
    expect(status).toBe(200)
    expect(body).not.toHaveProperty('results')
  })
})

describe('forecast', () => {
  const paris = { latitude: '48.8534', longitude: '2.3488' }

  it('gives what is asked for, in the place\'s own time', async () => {
    const { body } = await get('forecast', {
      ...paris,
      current: 'temperature_2m,is_day,weather_code',
      daily: 'weather_code,temperature_2m_max,temperature_2m_min,precipitation_probability_max',
      timezone: 'auto',
      forecast_days: '5',
    })
    expect(body).toMatchObject({
      timezone: 'Europe/Paris',
      utc_offset_seconds: 3600,
      current: { time: '2026-11-22T23:45', interval: 900, is_day: 0 },
      current_units: { temperature_2m: '°C', weather_code: 'wmo code' },
      daily: { time: ['2026-11-22', '2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26'] },
    })
    expect(Object.keys(body['current'] as object)).toEqual(['time', 'interval', 'temperature_2m', 'is_day', 'weather_code'])
    const daily = body['daily'] as { temperature_2m_max: number[], temperature_2m_min: number[] }
    expect(daily.temperature_2m_max).toHaveLength(5)
    daily.temperature_2m_max.forEach((max, index) => {
      expect(max).toBeGreaterThan(daily.temperature_2m_min[index] ?? Infinity)
    })
  })

  it('is already tomorrow in Auckland, and any other coordinates have weather too', async () => {
    const auckland = await get('forecast', { latitude: '-36.8', longitude: '174.7', current: 'temperature_2m', timezone: 'auto' })
    expect(auckland.body['current']).toMatchObject({ time: '2026-11-23T11:45' })
    const ocean = await get('forecast', { latitude: '-40', longitude: '-100', current: 'temperature_2m', timezone: 'auto' })
    expect(ocean.body).toMatchObject({ timezone: 'Etc/GMT+7', utc_offset_seconds: -25_200 })
  })

  it('is the same each time, and converts units', async () => {
    const query = { ...paris, current: 'temperature_2m,wind_speed_10m' }
    const metric = await get('forecast', query)
    expect(await get('forecast', query)).toEqual(metric)
    const imperial = await get('forecast', { ...query, temperature_unit: 'fahrenheit', wind_speed_unit: 'mph' })
    const inMetric = metric.body['current'] as { temperature_2m: number, wind_speed_10m: number }
    const inImperial = imperial.body['current'] as { temperature_2m: number, wind_speed_10m: number }
    expect(inImperial.temperature_2m).toBeCloseTo(inMetric.temperature_2m * 1.8 + 32, 0)
    expect(inImperial.wind_speed_10m).toBeCloseTo(inMetric.wind_speed_10m * 0.621371, 0)
    expect(imperial.body['current_units']).toMatchObject({ temperature_2m: '°F', wind_speed_10m: 'mp/h' })
  })

  it.each([
    [{ longitude: '2' }, /latitude/],
    [{ latitude: '91', longitude: '2' }, /Latitude must be in range of -90 to 90°\. Given: 91\.0\./],
    [{ ...paris, current: 'temperature' }, /invalid String value temperature/],
    [{ ...paris, daily: 'toString' }, /invalid String value toString/],
    [{ ...paris, timezone: 'Mars/Olympus' }, /Invalid timezone/],
  ])('refuses %j', async (query, reason) => {
    const { status, body } = await get('forecast', query as Record<string, string>)
    expect(status).toBe(400)
    expect(body).toEqual({ error: true, reason: expect.stringMatching(reason) as string })
  })
})
