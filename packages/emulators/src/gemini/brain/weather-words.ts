import { z } from 'zod'
import type { AnsweredCall } from './turn.ts'

/** What the brain needs of a tool's result to speak about it: the tool's own words, numbers with their units. */
const report = z.object({
  place: z.string(),
  now: z.object({ sky: z.string(), temperature: z.string(), feelsLike: z.string(), wind: z.string() }),
  days: z.array(z.string()).catch([]),
})

type Report = z.output<typeof report>

const russianSky: Record<string, string> = {
  clear: 'ясно', 'partly-cloudy': 'переменная облачность', cloudy: 'облачно', fog: 'туман', drizzle: 'морось', rain: 'дождь',
  'freezing-rain': 'ледяной дождь', snow: 'снег', showers: 'ливни', 'snow-showers': 'снегопад', thunderstorm: 'гроза',
}

const englishSky: Record<string, string> = {
  clear: 'a clear sky', 'partly-cloudy': 'some clouds', cloudy: 'clouds', 'snow-showers': 'snow showers',
  'freezing-rain': 'freezing rain', thunderstorm: 'thunderstorms',
}

/** A short answer from what the tool said, for each place in turn, in English or Russian as the question was. */
export function weatherWords(answers: AnsweredCall[], question: string): string {
  const inRussian = /[а-яё]/iu.test(question)
  const wantsDays = /\b(forecast|tomorrow|week(end)?|days)\b|прогноз|завтра|недел/iu.test(question)
  const reports: Report[] = []
  const lines = answers.map(({ args, response }) => {
    const parsed = report.safeParse(response['output'] ?? response['result'] ?? response)
    if (!parsed.success) return failed(args, response, inRussian)
    reports.push(parsed.data)
    return wordsFor(parsed.data, inRussian) + (wantsDays ? `\n\n${daysOf(parsed.data)}` : '')
  })
  const comparison = inRussian ? null : compare(reports)
  return [...lines, ...(comparison === null ? [] : [comparison])].join('\n\n')
}

function wordsFor({ place, now }: Report, inRussian: boolean): string {
  const { sky, temperature, feelsLike, wind } = now
  // Coordinates are of where the user is.
  const city = /^-?\d/.test(place) ? undefined : cityOf(place)
  return inRussian
    ? `**${city ?? 'У вас'}**: сейчас ${temperature}, ${russianSky[sky] ?? sky}. Ощущается как ${feelsLike}.`
    : `${city === undefined ? '**Where you are**' : `In **${city}**`} it is ${temperature} with ${englishSky[sky] ?? sky}. It feels like ${feelsLike}, and the wind `
      + `blows at ${wind}.`
}

/** "Paris, Île-de-France, France" is Paris to who asked for it. */
function cityOf(place: string): string {
  return place.split(',')[0] ?? place
}

function daysOf({ days }: Report): string {
  return days.map((day) => `- ${day}`).join('\n')
}

function compare(reports: Report[]): string | null {
  const degrees = ({ now }: Report): number => Number.parseFloat(now.temperature)
  const [first, ...others] = [...reports].sort((a, b) => degrees(b) - degrees(a))
  if (first === undefined || others.length === 0) return null
  return `The ${others.length === 1 ? 'warmer' : 'warmest'} of them is **${cityOf(first.place)}**.`
}

function failed(args: Record<string, unknown>, response: Record<string, unknown>, inRussian: boolean): string {
  const asked = Object.values(args).find((value) => typeof value === 'string')
  const place = asked === undefined ? '' : inRussian ? ` для «${asked}»` : ` for ${asked}`
  const reason = typeof response['error'] === 'string' ? `: ${response['error']}` : '.'
  return inRussian ? `Не удалось узнать погоду${place}${reason}` : `I could not get the weather${place}${reason}`
}
