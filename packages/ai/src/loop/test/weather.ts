import type { WeatherProvider } from '../../tools/weather/provider.ts'
import type { WeatherReport } from '../../tools/weather/report.ts'
import { ToolError } from '../../tools/tool.ts'

/** A report that any place has. */
export function reportFor(name: string): WeatherReport {
  return {
    place: { name, region: null, country: null, latitude: 1, longitude: 2, timezone: 'UTC' },
    units: 'metric',
    current: {
      time: '2026-11-22T12:00',
      isDay: true,
      condition: 'clear',
      temperature: 12,
      feelsLike: 11,
      humidity: 60,
      windSpeed: 9,
      windDirection: 180,
    },
    days: [{ date: '2026-11-22', condition: 'clear', min: 5, max: 13, precipitationChance: 10 }],
    provider: 'open-meteo',
  }
}

/** Knows every place but Atlantis; never answers about Limbo, and breaks on Babel. */
export const someWeather: WeatherProvider = {
  report: async (query) => {
    const name = 'place' in query ? query.place : 'Here'
    if (name === 'Atlantis') throw new ToolError('No such place.')
    if (name === 'Limbo') await new Promise(() => undefined)
    if (name === 'Babel') throw new TypeError('Cannot read properties of undefined')
    return reportFor(name)
  },
}
