import type { z } from 'zod'
import { endpoint, getJson, overQuota, serviceDown } from '../get-json.ts'
import type { WeatherOptions, WeatherProvider } from '../provider.ts'
import { ToolError } from '../../tool.ts'
import { coordinateName, unknownPlace } from '../wire.ts'
import { toReport } from './forecast.ts'
import { choosePlace, searchTerm } from './geocoding.ts'
import type { Place } from './geocoding.ts'
import { forecastBody, geocodingBody, refusal } from './wire.ts'

export interface OpenMeteoOptions {
  fetch: typeof globalThis.fetch
  /** Origin of the forecast API; Open-Meteo's own when absent. */
  forecastUrl?: string | undefined
  /** Origin of the geocoding API; Open-Meteo's own when absent. */
  geocodingUrl?: string | undefined
}

/** Weather from Open-Meteo, which takes no key (https://open-meteo.com/en/docs, …/docs/geocoding-api). */
export function createOpenMeteo({
  fetch,
  forecastUrl = 'https://api.open-meteo.com',
  geocodingUrl = 'https://geocoding-api.open-meteo.com',
}: OpenMeteoOptions): WeatherProvider {
  const find = async (query: string, { language, signal }: WeatherOptions): Promise<Place> => {
    const url = endpoint(geocodingUrl, '/v1/search')
    const params = { name: searchTerm(query), count: '10', language: language.split('-')[0] ?? 'en', format: 'json' }
    url.search = new URLSearchParams(params).toString()
    const { results } = read(geocodingBody, await getJson(url, { fetch, signal }))
    const place = choosePlace(results, query)
    if (!place) throw unknownPlace(query)
    return place
  }

  return {
    report: async (query, options) => {
      const { units, signal } = options
      const place = 'place' in query
        ? await find(query.place, options)
        : { name: coordinateName(query), region: null, country: null, ...query }
      const url = endpoint(forecastUrl, '/v1/forecast')
      url.search = forecastParams(place, units).toString()
      return toReport(read(forecastBody, await getJson(url, { fetch, signal })), place, units)
    },
  }
}

function forecastParams({ latitude, longitude }: Place, units: WeatherOptions['units']): URLSearchParams {
  return new URLSearchParams({
    latitude: String(latitude),
    longitude: String(longitude),
    current: 'temperature_2m,relative_humidity_2m,apparent_temperature,is_day,weather_code,wind_speed_10m,wind_direction_10m',
    daily: 'weather_code,temperature_2m_max,temperature_2m_min,precipitation_probability_max',
    timezone: 'auto',
    forecast_days: '5',
    ...(units === 'imperial' && { temperature_unit: 'fahrenheit', wind_speed_unit: 'mph' }),
  })
}

/** The body as `schema` has it. A refusal is looked for in the body too, because it also comes with 200. */
function read<Body>(schema: z.ZodType<Body>, { status, body }: { status: number, body: unknown }): Body {
  const refused = refusal.safeParse(body)
  if (refused.success) throw new ToolError(/limit exceeded/iu.test(refused.data.reason) ? overQuota : serviceDown)
  const parsed = schema.safeParse(body)
  if (status !== 200 || !parsed.success) throw new ToolError(serviceDown, { cause: parsed.error })
  return parsed.data
}
