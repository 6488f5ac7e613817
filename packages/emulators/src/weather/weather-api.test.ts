import { afterAll, beforeAll, expect, it } from 'vitest'
import type { WeatherEmulator } from './start.ts'
import { startWeatherEmulator } from './start.ts'

let emulator: WeatherEmulator

beforeAll(async () => {
  emulator = await startWeatherEmulator({ clock: () => new Date('2026-11-22T08:05:00Z'), apiKeys: ['good'] })
})
afterAll(() => emulator.close())

async function get(path: string, query: Record<string, string>): Promise<{ status: number, body: unknown }> {
  const response = await fetch(`${emulator.url}/v1/${path}?${new URLSearchParams({ key: 'good', ...query }).toString()}`)
  return { status: response.status, body: await response.json() }
}

it('gives the current weather by name in any language, and by coordinates', async () => {
  const byName = await get('current.json', { q: 'Париж' })
  expect(byName.body).toMatchObject({
    location: { name: 'Paris', country: 'France', tz_id: 'Europe/Paris', localtime: '2026-11-22 9:05' },
    current: { is_day: 1, condition: { text: expect.any(String) as string, code: expect.any(Number) as number } },
  })
  expect(byName.body).not.toHaveProperty('forecast')
  const byCoordinates = await get('current.json', { q: '48.8534,2.3488' })
  expect(byCoordinates.body).toEqual(byName.body)
})

it('tells one Paris from the other by its region', async () => {
  expect((await get('current.json', { q: 'Paris, Texas' })).body).toMatchObject({ location: { region: 'Texas' } })
  expect((await get('current.json', { q: 'Paris, France' })).body).toMatchObject({ location: { country: 'France' } })
})

it('gives as many days as asked for', async () => {
  const { body } = await get('forecast.json', { q: 'Tokyo', days: '3', aqi: 'no', lang: 'en' })
  expect(body).toMatchObject({
    location: { name: 'Tokyo', localtime: '2026-11-22 17:05' },
    forecast: { forecastday: [{ date: '2026-11-22' }, { date: '2026-11-23' }, { date: '2026-11-24' }] },
  })
})

it.each([
  ['an unknown place', { q: 'Atlantis' }, 400, 1006],
  ['coordinates off the globe', { q: '91,0' }, 400, 1006],
  ['no place', {}, 400, 1003],
  ['a wrong key', { q: 'Paris', key: 'bad' }, 401, 2006],
  ['no key', { q: 'Paris', key: '' }, 401, 1002],
])('refuses %s', async (_name, query, status, code) => {
  const answer = await get('current.json', query as Record<string, string>)
  expect(answer.status).toBe(status)
  expect(answer.body).toMatchObject({ error: { code, message: expect.any(String) as string } })
})
