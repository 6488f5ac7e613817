import { z } from 'zod'
import { addDays, localTime } from './local-time.ts'
import { timezoneAt } from './places.ts'
import { currentVariables, dailyVariables, unitOf } from './open-meteo-variables.ts'
import { sampleDay, temperatureAt } from './sample.ts'

/** What Open-Meteo answers with 400 and `{ error: true, reason }`. */
export class OpenMeteoError extends Error {
  override readonly name = 'OpenMeteoError'
}

const list = z.union([z.string(), z.array(z.string())]).default([])
  .transform((value) => [value].flat().flatMap((item) => item.split(',')).filter((item) => item !== ''))

/** The query of `GET /v1/forecast` (open-meteo.com/en/docs). Parameters it does not know are ignored, as there. */
export const forecastQuery = z.object({
  latitude: z.coerce.number(),
  longitude: z.coerce.number(),
  current: list,
  daily: list,
  timezone: z.string().default('GMT'),
  forecast_days: z.coerce.number().int().min(0).max(16).default(7),
  temperature_unit: z.enum(['celsius', 'fahrenheit']).default('celsius'),
  wind_speed_unit: z.enum(['kmh', 'ms', 'mph', 'kn']).default('kmh'),
  precipitation_unit: z.enum(['mm', 'inch']).default('mm'),
})

export type ForecastQuery = z.output<typeof forecastQuery>

/** The forecast as Open-Meteo gives it: the variables that were asked for, and no other. Throws `OpenMeteoError`. */
export function forecast(query: ForecastQuery, now: Date): object {
  const { latitude, longitude } = query
  inRange('Latitude', latitude, 90)
  inRange('Longitude', longitude, 180)
  const timezone = query.timezone === 'auto' ? timezoneAt(latitude, longitude) : query.timezone
  const local = localTimeIn(now, timezone)
  const dates = Array.from({ length: query.forecast_days }, (_, index) => addDays(local.date, index))
  const days = dates.map((date) => sampleDay(latitude, longitude, date))
  const today = sampleDay(latitude, longitude, local.date)
  const minutes = Math.floor(Number(local.time.slice(3)) / 15) * 15
  const moment = { day: today, hour: local.hour, temperature: temperatureAt(today, local.hour + minutes / 60) }

  return {
    latitude,
    longitude,
    generationtime_ms: 0.1,
    utc_offset_seconds: local.offset,
    timezone,
    timezone_abbreviation: abbreviation(local.offset),
    elevation: 50,
    ...(query.current.length > 0 && {
      current_units: { time: 'iso8601', interval: 'seconds', ...units(query.current, query) },
      current: {
        time: `${local.date}T${local.time.slice(0, 3)}${String(minutes).padStart(2, '0')}`,
        interval: 900,
        ...pick(query.current, currentVariables, (variable) => variable(moment, query)),
      },
    }),
    ...(query.daily.length > 0 && {
      daily_units: { time: 'iso8601', ...units(query.daily, query) },
      daily: {
        time: dates,
        ...pick(query.daily, dailyVariables, (variable) =>
          days.map((day, index) => variable({ day, date: dates[index] ?? '' }, query))),
      },
    }),
  }
}

function pick<Variable>(
  names: string[],
  known: Record<string, Variable>,
  value: (variable: Variable) => unknown,
): object {
  return Object.fromEntries(names.map((name) => {
    const variable = Object.hasOwn(known, name) ? known[name] : undefined
    if (variable === undefined) throw new OpenMeteoError(`Data corrupted at path ''. Cannot initialize VariableOrSpread<ForecastVariable> from invalid String value ${name}.`)
    return [name, value(variable)]
  }))
}

function units(names: string[], query: ForecastQuery): object {
  return Object.fromEntries(names.map((name) => [name, unitOf(name, query)]))
}

function inRange(name: string, value: number, limit: number): void {
  if (Math.abs(value) > limit) throw new OpenMeteoError(`${name} must be in range of -${limit} to ${limit}°. Given: ${value.toFixed(1)}.`)
}

function localTimeIn(now: Date, timezone: string): ReturnType<typeof localTime> {
  try {
    return localTime(now, timezone)
  } catch (cause) {
    throw new OpenMeteoError('Invalid timezone', { cause })
  }
}

function abbreviation(offset: number): string {
  const hours = offset / 3600
  return hours === 0 ? 'GMT' : `GMT${hours > 0 ? '+' : ''}${hours}`
}
