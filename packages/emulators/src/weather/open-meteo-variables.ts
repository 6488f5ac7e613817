import type { ForecastQuery } from './open-meteo.ts'
import type { SampleDay } from './sample.ts'
import { feelsLike, round } from './sample.ts'

type Units = Pick<ForecastQuery, 'temperature_unit' | 'wind_speed_unit' | 'precipitation_unit'>
type Current = { day: SampleDay, hour: number, temperature: number }
type Daily = { day: SampleDay, date: string }

const degrees = (celsius: number, { temperature_unit: unit }: Units): number =>
  unit === 'celsius' ? celsius : round(celsius * 1.8 + 32)

const speed = (kmh: number, { wind_speed_unit: unit }: Units): number =>
  round(kmh * { kmh: 1, ms: 1 / 3.6, mph: 0.621371, kn: 0.539957 }[unit])

const depth = (mm: number, { precipitation_unit: unit }: Units): number =>
  unit === 'mm' ? mm : round(mm / 25.4, 3)

/** The variables of `current=` that the sample data has. */
export const currentVariables: Record<string, (at: Current, units: Units) => number> = {
  temperature_2m: ({ temperature }, units) => degrees(temperature, units),
  apparent_temperature: ({ day, temperature }, units) => degrees(feelsLike(day, temperature), units),
  relative_humidity_2m: ({ day }) => day.humidity,
  is_day: ({ hour }) => (hour >= 6 && hour < 19 ? 1 : 0),
  weather_code: ({ day }) => day.code,
  wind_speed_10m: ({ day }, units) => speed(day.windSpeed, units),
  wind_direction_10m: ({ day }) => day.windDirection,
  wind_gusts_10m: ({ day }, units) => speed(day.windSpeed * 1.6, units),
  precipitation: ({ day }, units) => depth(round(day.precipitation / 12), units),
  rain: ({ day }, units) => depth(round(day.precipitation / 12), units),
  cloud_cover: ({ day }) => (day.code <= 1 ? 10 : day.code === 2 ? 50 : 95),
  pressure_msl: ({ day }) => day.pressure,
  surface_pressure: ({ day }) => round(day.pressure - 6),
}

/** The variables of `daily=` that the sample data has. */
export const dailyVariables: Record<string, (of: Daily, units: Units) => number | string> = {
  weather_code: ({ day }) => day.code,
  temperature_2m_max: ({ day }, units) => degrees(day.max, units),
  temperature_2m_min: ({ day }, units) => degrees(day.min, units),
  apparent_temperature_max: ({ day }, units) => degrees(feelsLike(day, day.max), units),
  apparent_temperature_min: ({ day }, units) => degrees(feelsLike(day, day.min), units),
  precipitation_probability_max: ({ day }) => day.precipitationChance,
  precipitation_sum: ({ day }, units) => depth(day.precipitation, units),
  wind_speed_10m_max: ({ day }, units) => speed(day.windSpeed * 1.3, units),
  wind_direction_10m_dominant: ({ day }) => day.windDirection,
  uv_index_max: ({ day }) => (day.code <= 2 ? 6 : 2),
  sunrise: ({ date }) => `${date}T06:00`,
  sunset: ({ date }) => `${date}T19:00`,
}

/** The unit of a variable, as it stands in `current_units` and `daily_units`. */
export function unitOf(name: string, units: Units): string {
  if (name.includes('temperature')) return units.temperature_unit === 'celsius' ? '°C' : '°F'
  if (name.startsWith('wind_speed') || name.startsWith('wind_gusts')) {
    return { kmh: 'km/h', ms: 'm/s', mph: 'mp/h', kn: 'kn' }[units.wind_speed_unit]
  }
  if (name.startsWith('wind_direction')) return '°'
  if (name === 'weather_code') return 'wmo code'
  if (name === 'precipitation' || name === 'rain' || name === 'precipitation_sum') return units.precipitation_unit
  if (name.includes('pressure')) return 'hPa'
  if (name.startsWith('sun')) return 'iso8601'
  return name === 'is_day' || name.startsWith('uv') ? '' : '%'
}
