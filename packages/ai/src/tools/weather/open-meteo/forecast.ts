import type { WeatherDay, WeatherReport } from '../report.ts'
import { fromWmoCode } from './conditions.ts'
import type { Place } from './geocoding.ts'
import type { ForecastBody } from './wire.ts'

/** The body was asked for in `units`. Days of which the provider does not know the temperature are left out. */
export function toReport(
  { timezone, current, daily }: ForecastBody,
  { name, region, country, latitude, longitude }: Place,
  units: WeatherReport['units'],
): WeatherReport {
  return {
    place: { name, region, country, latitude, longitude, timezone },
    units,
    current: {
      time: current.time,
      isDay: current.is_day === 1,
      condition: fromWmoCode(current.weather_code),
      temperature: current.temperature_2m,
      feelsLike: current.apparent_temperature,
      humidity: current.relative_humidity_2m,
      windSpeed: current.wind_speed_10m,
      windDirection: current.wind_direction_10m,
    },
    days: toDays(daily),
    provider: 'open-meteo',
  }
}

function toDays(daily: ForecastBody['daily']): WeatherDay[] {
  return daily.time.slice(0, 5).flatMap((date, index) => {
    const min = daily.temperature_2m_min[index] ?? null
    const max = daily.temperature_2m_max[index] ?? null
    if (min === null || max === null) return []
    const condition = fromWmoCode(daily.weather_code[index] ?? -1)
    return [{ date, condition, min, max, precipitationChance: daily.precipitation_probability_max[index] ?? null }]
  })
}
