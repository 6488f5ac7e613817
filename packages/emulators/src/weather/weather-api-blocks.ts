import type { LocalTime } from './local-time.ts'
import type { SampleDay } from './sample.ts'
import { feelsLike, round, temperatureAt } from './sample.ts'

/** From the WMO code to WeatherAPI.com's own code and text (weatherapi.com/docs/weather_conditions.json). */
const conditions: Record<number, [code: number, day: string, night?: string]> = {
  0: [1000, 'Sunny', 'Clear'],
  1: [1003, 'Partly cloudy'],
  2: [1003, 'Partly cloudy'],
  3: [1009, 'Overcast'],
  45: [1135, 'Fog'],
  51: [1153, 'Light drizzle'],
  53: [1153, 'Light drizzle'],
  61: [1183, 'Light rain'],
  63: [1189, 'Moderate rain'],
  65: [1195, 'Heavy rain'],
  66: [1198, 'Light freezing rain'],
  71: [1213, 'Light snow'],
  73: [1219, 'Moderate snow'],
  75: [1225, 'Heavy snow'],
  80: [1240, 'Light rain shower'],
  81: [1243, 'Moderate or heavy rain shower'],
  85: [1255, 'Light snow showers'],
  95: [1276, 'Moderate or heavy rain with thunder'],
}

const compass = ['N', 'NNE', 'NE', 'ENE', 'E', 'ESE', 'SE', 'SSE', 'S', 'SSW', 'SW', 'WSW', 'W', 'WNW', 'NW', 'NNW']

/** The block `current`. */
export function currentOf(day: SampleDay, local: LocalTime, now: Date): object {
  const celsius = temperatureAt(day, local.hour)
  const feels = feelsLike(day, celsius)
  const isDay = local.hour >= 6 && local.hour < 19
  return {
    last_updated_epoch: Math.floor(now.getTime() / 900_000) * 900,
    last_updated: `${local.date} ${local.time}`,
    temp_c: celsius,
    temp_f: fahrenheit(celsius),
    is_day: isDay ? 1 : 0,
    condition: conditionOf(day.code, isDay),
    wind_mph: miles(day.windSpeed),
    wind_kph: day.windSpeed,
    wind_degree: day.windDirection,
    wind_dir: compass[Math.round(day.windDirection / 22.5) % 16],
    pressure_mb: day.pressure,
    pressure_in: round(day.pressure * 0.02953, 2),
    precip_mm: round(day.precipitation / 12),
    precip_in: round(day.precipitation / 305, 2),
    humidity: day.humidity,
    cloud: day.code <= 1 ? 10 : day.code === 2 ? 50 : 95,
    feelslike_c: feels,
    feelslike_f: fahrenheit(feels),
    vis_km: 10,
    vis_miles: 6,
    uv: isDay ? 3 : 0,
    gust_mph: miles(day.windSpeed * 1.6),
    gust_kph: round(day.windSpeed * 1.6),
  }
}

/** One block of `forecastday`. */
export function dayOf(day: SampleDay, date: string): object {
  const average = round((day.min + day.max) / 2)
  const snow = day.code === 85 || (day.code >= 66 && day.code < 80)
  return {
    date,
    date_epoch: Date.parse(date) / 1000,
    day: {
      maxtemp_c: day.max,
      maxtemp_f: fahrenheit(day.max),
      mintemp_c: day.min,
      mintemp_f: fahrenheit(day.min),
      avgtemp_c: average,
      avgtemp_f: fahrenheit(average),
      maxwind_mph: miles(day.windSpeed * 1.3),
      maxwind_kph: round(day.windSpeed * 1.3),
      totalprecip_mm: day.precipitation,
      totalprecip_in: round(day.precipitation / 25.4, 2),
      avghumidity: day.humidity,
      daily_will_it_rain: !snow && day.precipitation > 0 ? 1 : 0,
      daily_chance_of_rain: snow ? 0 : day.precipitationChance,
      daily_will_it_snow: snow && day.precipitation > 0 ? 1 : 0,
      daily_chance_of_snow: snow ? day.precipitationChance : 0,
      condition: conditionOf(day.code, true),
      uv: 3,
    },
    astro: { sunrise: '06:00 AM', sunset: '07:00 PM' },
    hour: [],
  }
}

function conditionOf(wmo: number, isDay: boolean): object {
  const [code, day, night] = conditions[wmo] ?? [1006, 'Cloudy']
  const icon = `//cdn.weatherapi.com/weather/64x64/${isDay ? 'day' : 'night'}/${code - 887}.png`
  return { text: isDay ? day : night ?? day, icon, code }
}

function fahrenheit(celsius: number): number {
  return round(celsius * 1.8 + 32)
}

function miles(kilometres: number): number {
  return round(kilometres * 0.621371)
}
