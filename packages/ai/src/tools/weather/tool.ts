import type { z } from 'zod'
import { defineTool, ToolError } from '../tool.ts'
import type { Tool, ToolContext } from '../tool.ts'
import { weatherInput } from './input.ts'
import type { WeatherProvider, WeatherQuery } from './provider.ts'
import type { WeatherReport } from './report.ts'

export type WeatherTool = Tool<typeof weatherInput, WeatherReport> & { name: 'get_weather' }

export type WeatherInput = z.output<typeof weatherInput>

/** The weather now and for five days, from `provider`. */
export function createWeatherTool(provider: WeatherProvider): WeatherTool {
  return defineTool({
    name: 'get_weather',
    description: 'The current weather and a forecast for today and the next days at one place. '
      + 'Call it once for each place, side by side. The user sees a card with the result.',
    input: weatherInput,
    execute: async (input, context) => await provider.report(toQuery(input, context), {
      units: input.units ?? context.units,
      language: context.language,
      signal: context.signal,
    }),
    tellModel: toBrief,
  })
}

function toQuery({ place, latitude, longitude }: WeatherInput, { location }: ToolContext): WeatherQuery {
  if (place !== undefined) return { place }
  if (latitude !== undefined && longitude !== undefined) return { latitude, longitude }
  if (latitude !== undefined || longitude !== undefined) {
    throw new ToolError('Give latitude and longitude together, or a place.')
  }
  if (location) return location
  throw new ToolError('The user did not share their location: a place is needed.')
}

/** A report in a third of its tokens: the card shows the rest. */
function toBrief({ place, units, current, days }: WeatherReport): unknown {
  const [degree, speed] = units === 'metric' ? ['°C', 'km/h'] : ['°F', 'mph']
  return {
    place: [place.name, place.region, place.country].filter((name) => name !== null).join(', '),
    now: {
      time: current.time,
      sky: current.condition,
      temperature: `${current.temperature} ${degree}`,
      feelsLike: `${current.feelsLike} ${degree}`,
      humidity: `${current.humidity} %`,
      wind: `${current.windSpeed} ${speed}`,
    },
    days: days.map(({ date, condition, min, max, precipitationChance }) =>
      `${date}: ${condition}, ${min} to ${max} ${degree}${
        precipitationChance === null ? '' : `, ${precipitationChance} % chance of rain or snow`}`),
  }
}
