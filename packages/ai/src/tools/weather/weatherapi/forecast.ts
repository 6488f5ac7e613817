import type { WeatherReport } from '../report.ts'
import { coordinateName } from '../wire.ts'
import { fromWeatherApiCode } from './conditions.ts'
import type { ForecastBody } from './wire.ts'

type Day = ForecastBody['forecast']['forecastday'][number]['day']

/** The body holds both systems of units; the report holds one. */
export function toReport({ location, current, forecast }: ForecastBody, units: WeatherReport['units']): WeatherReport {
  const metric = units === 'metric'
  const { lat: latitude, lon: longitude } = location
  return {
    place: {
      name: location.name ?? coordinateName({ latitude, longitude }),
      region: location.region,
      country: location.country,
      latitude,
      longitude,
      timezone: location.tz_id,
    },
    units,
    current: {
      time: location.localtime,
      isDay: current.is_day === 1,
      condition: fromWeatherApiCode(current.condition.code),
      temperature: metric ? current.temp_c : current.temp_f,
      feelsLike: metric ? current.feelslike_c : current.feelslike_f,
      humidity: current.humidity,
      windSpeed: metric ? current.wind_kph : current.wind_mph,
      windDirection: current.wind_degree,
    },
    days: forecast.forecastday.slice(0, 5).map(({ date, day }) => ({
      date,
      condition: fromWeatherApiCode(day.condition.code),
      min: metric ? day.mintemp_c : day.mintemp_f,
      max: metric ? day.maxtemp_c : day.maxtemp_f,
      precipitationChance: precipitationChance(day),
    })),
    provider: 'weatherapi',
  }
}

function precipitationChance({ daily_chance_of_rain: rain, daily_chance_of_snow: snow }: Day): number | null {
  return rain === undefined && snow === undefined ? null : Math.max(rain ?? 0, snow ?? 0)
}
