import { z } from 'zod'
import { measured, percent, placeName } from '../wire.ts'

/** What both APIs answer when they refuse. */
export const refusal = z.object({ error: z.literal(true), reason: z.string().catch('') })

/** `results` is missing when nothing matches. */
export const geocodingBody = z.object({
  results: z.array(z.object({
    name: placeName,
    latitude: z.number().min(-90).max(90),
    longitude: z.number().min(-180).max(180),
    country: placeName,
    country_code: placeName,
    admin1: placeName,
    admin2: placeName,
  })).max(100).default([]),
})

/** A list of the days' values; what a model does not compute is null. */
const daily = <Value extends z.ZodType>(value: Value): z.ZodArray<z.ZodNullable<Value>> =>
  z.array(value.nullable()).max(16)

const wallClock = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/)

export const forecastBody = z.object({
  timezone: z.string().max(64),
  current: z.object({
    time: wallClock,
    temperature_2m: measured,
    relative_humidity_2m: percent,
    apparent_temperature: measured,
    is_day: z.number(),
    weather_code: z.number(),
    wind_speed_10m: measured,
    wind_direction_10m: z.number(),
  }),
  daily: z.object({
    time: z.array(z.string().regex(/^\d{4}-\d\d-\d\d$/)).max(16),
    weather_code: daily(z.number()),
    temperature_2m_max: daily(measured),
    temperature_2m_min: daily(measured),
    precipitation_probability_max: daily(percent),
  }),
})

export type ForecastBody = z.output<typeof forecastBody>
export type GeocodingBody = z.output<typeof geocodingBody>
