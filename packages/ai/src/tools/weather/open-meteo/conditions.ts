import type { WeatherCondition } from '../report.ts'

/** WMO weather interpretation codes, the ones that Open-Meteo uses (https://open-meteo.com/en/docs#weather_variable_documentation). */
const conditions = new Map<number, WeatherCondition>([
  [0, 'clear'],
  [1, 'clear'],
  [2, 'partly-cloudy'],
  [3, 'cloudy'],
  [45, 'fog'],
  [48, 'fog'],
  [51, 'drizzle'],
  [53, 'drizzle'],
  [55, 'drizzle'],
  [56, 'freezing-rain'],
  [57, 'freezing-rain'],
  [61, 'rain'],
  [63, 'rain'],
  [65, 'rain'],
  [66, 'freezing-rain'],
  [67, 'freezing-rain'],
  [71, 'snow'],
  [73, 'snow'],
  [75, 'snow'],
  [77, 'snow'],
  [80, 'showers'],
  [81, 'showers'],
  [82, 'showers'],
  [85, 'snow-showers'],
  [86, 'snow-showers'],
  [95, 'thunderstorm'],
  [96, 'thunderstorm'],
  [99, 'thunderstorm'],
])

/** A code that is not in the table is `cloudy`, the least wrong of all. */
export function fromWmoCode(code: number): WeatherCondition {
  return conditions.get(code) ?? 'cloudy'
}
