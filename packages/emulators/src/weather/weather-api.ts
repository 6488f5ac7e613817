import { z } from 'zod'
import type { City } from './cities.ts'
import { addDays, localTime } from './local-time.ts'
import { cityAt, findCities, fold, timezoneAt } from './places.ts'
import { sampleDay } from './sample.ts'
import { currentOf, dayOf } from './weather-api-blocks.ts'

const faults = {
  1002: { status: 401, message: 'API key is invalid or not provided.' },
  1003: { status: 400, message: 'Parameter q is missing.' },
  1006: { status: 400, message: 'No matching location found.' },
  2006: { status: 401, message: 'API key is invalid.' },
  2007: { status: 403, message: 'API key has exceeded calls per month quota.' },
  9999: { status: 400, message: 'Internal application error.' },
} as const

/** What WeatherAPI.com answers with `{ error: { code, message } }` (weatherapi.com/docs, "API Error Codes"). */
export class WeatherApiError extends Error {
  override readonly name = 'WeatherApiError'
  readonly code: keyof typeof faults
  readonly status: number

  constructor(code: keyof typeof faults) {
    super(faults[code].message)
    this.code = code
    this.status = faults[code].status
  }

  toJSON(): object {
    return { error: { code: this.code, message: this.message } }
  }
}

/** The query of `GET /v1/current.json` and `/v1/forecast.json`. */
export const weatherApiQuery = z.object({
  key: z.string().optional(),
  q: z.string().optional(),
  days: z.coerce.number().int().min(1).max(14).catch(1),
})

/** The answer of both; `days` is left out for the current weather alone. Throws `WeatherApiError`. */
export function weatherAt(q: string | undefined, days: number | undefined, now: Date): object {
  if (q === undefined || q.trim() === '') throw new WeatherApiError(1003)
  const place = placeOf(q)
  const local = localTime(now, place.timezone)
  const { latitude, longitude } = place
  const today = sampleDay(latitude, longitude, local.date)
  const dates = Array.from({ length: days ?? 0 }, (_, index) => addDays(local.date, index))
  return {
    location: {
      name: place.name,
      region: place.region,
      country: place.country,
      lat: latitude,
      lon: longitude,
      tz_id: place.timezone,
      localtime_epoch: Math.floor(now.getTime() / 1000),
      // The real one does not pad the hour either.
      localtime: `${local.date} ${local.hour}:${local.time.slice(3)}`,
    },
    current: currentOf(today, local, now),
    ...(days !== undefined && {
      forecast: { forecastday: dates.map((date) => dayOf(sampleDay(latitude, longitude, date), date)) },
    }),
  }
}

type Place = Pick<City, 'latitude' | 'longitude' | 'timezone' | 'region' | 'country'> & { name: string }

function placeOf(q: string): Place {
  const [, latitude, longitude] = /^\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*$/.exec(q) ?? []
  if (latitude !== undefined && longitude !== undefined) return placeAt(Number(latitude), Number(longitude))
  const [name = '', ...rest] = q.split(',').map((part) => part.trim())
  const found = findCities(name).find((city) => rest.every((part) =>
    [city.region, city.country, city.countryCode].some((known) => fold(known).startsWith(fold(part)))))
  if (found === undefined) throw new WeatherApiError(1006)
  return { ...found, name: found.names.en }
}

function placeAt(latitude: number, longitude: number): Place {
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) throw new WeatherApiError(1006)
  const city = cityAt(latitude, longitude)
  if (city !== undefined) return { ...city, name: city.names.en, latitude, longitude }
  return { name: '', region: '', country: '', latitude, longitude, timezone: timezoneAt(latitude, longitude) }
}
