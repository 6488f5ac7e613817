import type { ToolPart, WeatherReport } from '@parley/api'
import type { Messages } from '../i18n/en.ts'
import { isolate } from '../i18n/format.ts'
import { windName } from './scale.ts'

/** Degrees without decimals; a hair under zero is zero. */
export function temperature(value: number, language: string): string {
  return `${new Intl.NumberFormat(language, { maximumFractionDigits: 0, signDisplay: 'negative' }).format(value)}°`
}

/** `YYYY-MM-DDTHH:mm`, the place's own clock, in the reader's way of writing time. */
export const localTime = (time: string, language: string): string =>
  format(`${time}Z`, language, { timeStyle: 'short' })

/** `YYYY-MM-DD` as a short or a long weekday. */
export const weekday = (date: string, language: string, length: 'short' | 'long'): string =>
  format(`${date}T12:00Z`, language, { weekday: length })

// The place's clock is read as if it were UTC's, so that no zone moves it.
function format(time: string, language: string, options: Intl.DateTimeFormatOptions): string {
  const date = new Date(time)
  return Number.isNaN(date.getTime()) ? '' : new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' }).format(date)
}

export function wind({ current, units }: WeatherReport, t: Messages, language: string): string {
  const speed = new Intl.NumberFormat(language, { maximumFractionDigits: 0 }).format(current.windSpeed)
  return `${speed} ${t.weather.speed[units]}`
}

export const percent = (value: number, language: string): string =>
  new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 }).format(value / 100)

/** What stands in the card's place until it is there, or when it cannot be. */
export function weatherLine(part: Extract<ToolPart, { name: 'get_weather' }>, { weather: t }: Messages): string {
  const { state, input } = part
  const place = input.place && isolate(input.place)
  if (state === 'failed') return place ? t.failed(place) : t.failedHere
  return place ? t.checking(place) : t.checkingHere
}

/** What a report is of. A provider that knows coordinates only names no country: to who asked for it that is here. */
export const placeName = ({ place }: WeatherReport, { weather: t }: Messages, isHere: boolean): string =>
  isHere && place.country === null ? t.here : place.name

/** The whole card as it is read aloud. */
export function cardSentence(place: string, report: WeatherReport, t: Messages, language: string): string {
  const { current, days } = report
  const now = t.weather.sentence({
    place,
    condition: t.weather.conditions[current.condition],
    temperature: temperature(current.temperature, language),
    feelsLike: temperature(current.feelsLike, language),
    wind: wind(report, t, language),
    from: t.weather.from[windName(current.windDirection)],
    humidity: percent(current.humidity, language),
  })
  const ahead = days.map((day, index) => t.weather.daySentence({
    name: index === 0 ? t.weather.today : weekday(day.date, language, 'long'),
    condition: t.weather.conditions[day.condition],
    min: temperature(day.min, language),
    max: temperature(day.max, language),
  }))
  return [now, ...ahead].join(' ')
}
