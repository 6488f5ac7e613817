import { z } from 'zod'
import { measured, percent, placeName } from '../wire.ts'

/** https://www.weatherapi.com/docs/#intro-error-codes */
export const refusal = z.object({ error: z.object({ code: z.number(), message: z.string().catch('') }) })

const condition = z.object({ code: z.number() })
const chance = percent.optional().catch(undefined)

/** `YYYY-MM-DD H:mm`: the hour of a morning has one digit. */
const localTime = z.string().regex(/^\d{4}-\d\d-\d\d \d{1,2}:\d\d$/).transform((time) => {
  const [date = '', clock = ''] = time.split(' ')
  return `${date}T${clock.padStart(5, '0')}`
})

/** `forecast.json`: what is used of it. */
export const forecastBody = z.object({
  location: z.object({
    name: placeName,
    region: placeName,
    country: placeName,
    lat: z.number().min(-90).max(90),
    lon: z.number().min(-180).max(180),
    tz_id: z.string().max(64),
    localtime: localTime,
  }),
  current: z.object({
    temp_c: measured,
    temp_f: measured,
    feelslike_c: measured,
    feelslike_f: measured,
    is_day: z.number(),
    condition,
    humidity: percent,
    wind_kph: measured,
    wind_mph: measured,
    wind_degree: z.number(),
  }),
  forecast: z.object({
    forecastday: z.array(z.object({
      date: z.string().regex(/^\d{4}-\d\d-\d\d$/),
      day: z.object({
        mintemp_c: measured,
        mintemp_f: measured,
        maxtemp_c: measured,
        maxtemp_f: measured,
        condition,
        daily_chance_of_rain: chance,
        daily_chance_of_snow: chance,
      }),
    })).max(14),
  }),
})

export type ForecastBody = z.output<typeof forecastBody>
