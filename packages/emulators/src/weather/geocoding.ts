import { z } from 'zod'
import type { City } from './cities.ts'
import { findCities } from './places.ts'

/** The query of `GET /v1/search` (open-meteo.com/en/docs/geocoding-api). */
export const searchQuery = z.object({
  name: z.string().optional(),
  count: z.coerce.number().int().min(1).max(100).default(10),
  language: z.string().default('en'),
  countryCode: z.string().optional(),
})

/** What the geocoder answers; without a match there is no `results` at all, and a comma in the name matches nothing. */
export function search({ name = '', count, language, countryCode }: z.output<typeof searchQuery>): object {
  const country = countryCode?.toUpperCase()
  const found = findCities(name).filter((city) => country === undefined || city.countryCode === country)
  return {
    ...(found.length > 0 && { results: found.slice(0, count).map((city) => result(city, language)) }),
    generationtime_ms: 0.5,
  }
}

function result(city: City, language: string): object {
  const base = (language.split('-')[0] ?? 'en').toLowerCase()
  const names = new Map(Object.entries(city.names))
  return {
    id: city.id,
    name: names.get(base) ?? city.names.en,
    latitude: city.latitude,
    longitude: city.longitude,
    elevation: 50,
    feature_code: 'PPL',
    country_code: city.countryCode,
    timezone: city.timezone,
    population: city.population,
    country: countryName(city, base),
    admin1: city.region,
  }
}

function countryName(city: City, language: string): string {
  try {
    return new Intl.DisplayNames(language, { type: 'region' }).of(city.countryCode) ?? city.country
  } catch {
    return city.country
  }
}
