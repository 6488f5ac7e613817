import type { WeatherCondition } from '../report.ts'

/** WeatherAPI.com's condition codes (https://www.weatherapi.com/docs/weather_conditions.json). */
const codes: Readonly<Record<WeatherCondition, readonly number[]>> = {
  clear: [1000],
  'partly-cloudy': [1003],
  cloudy: [1006, 1009],
  fog: [1030, 1135, 1147],
  drizzle: [1150, 1153],
  rain: [1063, 1180, 1183, 1186, 1189, 1192, 1195],
  'freezing-rain': [1069, 1072, 1168, 1171, 1198, 1201, 1204, 1207, 1237],
  snow: [1066, 1114, 1117, 1210, 1213, 1216, 1219, 1222, 1225],
  showers: [1240, 1243, 1246],
  'snow-showers': [1249, 1252, 1255, 1258, 1261, 1264],
  thunderstorm: [1087, 1273, 1276, 1279, 1282],
}

const conditions = new Map<number, WeatherCondition>(
  Object.entries(codes).flatMap(([condition, list]) => list.map((code) => [code, condition as WeatherCondition])),
)

/** A code that is not in the table is `cloudy`, the least wrong of all. */
export function fromWeatherApiCode(code: number): WeatherCondition {
  return conditions.get(code) ?? 'cloudy'
}
