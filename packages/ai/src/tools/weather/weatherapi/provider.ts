import { ToolError } from '../../tool.ts'
import { endpoint, getJson, overQuota, serviceDown } from '../get-json.ts'
import type { WeatherProvider, WeatherQuery } from '../provider.ts'
import { unknownPlace } from '../wire.ts'
import { toReport } from './forecast.ts'
import { forecastBody, refusal } from './wire.ts'

export interface WeatherApiOptions {
  fetch: typeof globalThis.fetch
  apiKey: string
  /** Origin of the API; WeatherAPI.com's own when absent. */
  baseUrl?: string | undefined
}

/** https://www.weatherapi.com/docs/#intro-error-codes */
const noSuchPlace = 1006
const quotaSpent = 2007

/** Weather from WeatherAPI.com, which takes a key (https://www.weatherapi.com/docs/#apis-forecast). */
export function createWeatherApi(
  { fetch, apiKey, baseUrl = 'https://api.weatherapi.com' }: WeatherApiOptions,
): WeatherProvider {
  return {
    report: async (query, { units, signal }) => {
      const url = endpoint(baseUrl, '/v1/forecast.json')
      url.search = new URLSearchParams({ key: apiKey, q: toQ(query), days: '5', aqi: 'no', alerts: 'no' }).toString()
      const { status, body } = await getJson(url, { fetch, signal })
      const refused = refusal.safeParse(body)
      if (refused.success) throw toToolError(refused.data.error, query)
      const parsed = forecastBody.safeParse(body)
      if (status !== 200 || !parsed.success) throw new ToolError(serviceDown, { cause: parsed.error })
      return toReport(parsed.data, units)
    },
  }
}

/**
 * `q` is more than a name: `auto:ip` and addresses look up where a machine is, ours for one, and `iata:`, `metar:` and
 * `id:` are other catalogues. No place has a colon in its name or consists of digits and dots.
 */
function toQ(query: WeatherQuery): string {
  if (!('place' in query)) return `${query.latitude},${query.longitude}`
  const { place } = query
  if (place.includes(':') || /^\d+(\.\d+)+$/.test(place)) throw unknownPlace(place)
  return place
}

function toToolError({ code, message }: { code: number, message: string }, query: WeatherQuery): ToolError {
  if (code === noSuchPlace) return unknownPlace('place' in query ? query.place : toQ(query))
  return new ToolError(code === quotaSpent ? overQuota : serviceDown, { cause: new Error(`${code}: ${message}`) })
}
