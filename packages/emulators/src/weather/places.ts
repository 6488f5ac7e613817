import type { City } from './cities.ts'
import { cities } from './cities.ts'

/** The cities that `name` may mean, in any language: exact names first, then beginnings, the largest first. */
export function findCities(name: string): City[] {
  const wanted = fold(name)
  if ([...wanted].length < 2) return []
  const namesOf = (city: City): string[] => Object.values(city.names).map(fold)
  const exact = cities.filter((city) => namesOf(city).includes(wanted))
  const longEnough = [...wanted].length >= 3
  const begins = cities.filter((city) =>
    longEnough && !exact.includes(city) && namesOf(city).some((known) => known.startsWith(wanted)))
  const found = [...exact.sort(bySize), ...begins.sort(bySize)]
  return found.length === 0 && wanted.endsWith(' city') ? findCities(wanted.slice(0, -5)) : found
}

/** The known city at these coordinates, if there is one within about 15 km. */
export function cityAt(latitude: number, longitude: number): City | undefined {
  const city = nearest(latitude, longitude)
  return distance(city, latitude, longitude) < 15 ? city : undefined
}

/** The time zone of the nearest known city, or far from all of them the nautical one. */
export function timezoneAt(latitude: number, longitude: number): string {
  const city = nearest(latitude, longitude)
  if (distance(city, latitude, longitude) < 500) return city.timezone
  const hours = Math.round(longitude / 15)
  // The sign of these names is the other way round: Etc/GMT+5 is west of Greenwich.
  return hours === 0 ? 'Etc/GMT' : `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`
}

/** Lower case, without accents: how names are compared. */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{Mn}/gu, '').toLowerCase().trim().replace(/[\s-]+/gu, ' ')
}

function bySize(a: City, b: City): number {
  return b.population - a.population
}

function nearest(latitude: number, longitude: number): City {
  return cities.reduce((best, city) =>
    distance(city, latitude, longitude) < distance(best, latitude, longitude) ? city : best)
}

/** Kilometres along the great circle (haversine). */
function distance(city: City, latitude: number, longitude: number): number {
  const radians = (degrees: number): number => (degrees * Math.PI) / 180
  const a = Math.sin(radians(latitude - city.latitude) / 2) ** 2
    + Math.cos(radians(latitude)) * Math.cos(radians(city.latitude))
    * Math.sin(radians(longitude - city.longitude) / 2) ** 2
  return 12_742 * Math.asin(Math.sqrt(a))
}
