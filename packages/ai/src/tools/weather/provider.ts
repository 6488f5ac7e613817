import type { WeatherReport } from './report.ts'

export type WeatherQuery
  = | { place: string }
    | { latitude: number, longitude: number }

export interface WeatherOptions {
  units: 'metric' | 'imperial'
  /** IETF tag, for the names of places. */
  language: string
  signal: AbortSignal
}

/** Where weather comes from. Throws `ToolError`, in words for the model, for an unknown place and for any trouble. */
export interface WeatherProvider {
  report: (query: WeatherQuery, options: WeatherOptions) => Promise<WeatherReport>
}
