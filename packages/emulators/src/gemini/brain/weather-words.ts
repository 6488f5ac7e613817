import { z } from 'zod'
import type { AnsweredCall } from './turn.ts'

const day = z.object({
  date: z.string(), condition: z.string(), min: z.number(), max: z.number(), precipitationChance: z.number().nullish(),
})

/** What the brain needs of a tool's result to speak about it; anything more is ignored. */
const report = z.object({
  place: z.object({ name: z.string(), country: z.string().nullish() }),
  units: z.enum(['metric', 'imperial']).catch('metric'),
  current: z.object({ condition: z.string(), temperature: z.number(), feelsLike: z.number(), windSpeed: z.number() }),
  days: z.array(day).catch([]),
})

type Report = z.output<typeof report>

const russian: Record<string, string> = {
  clear: 'ясно', 'partly-cloudy': 'переменная облачность', cloudy: 'облачно', fog: 'туман', drizzle: 'морось', rain: 'дождь',
  'freezing-rain': 'ледяной дождь', snow: 'снег', showers: 'ливни', 'snow-showers': 'снегопад', thunderstorm: 'гроза',
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

function wordsFor({ place, units, current }: Report, inRussian: boolean): string {
  const degrees = units === 'metric' ? '°C' : '°F'
  const speed = units === 'metric' ? 'km/h' : 'mph'
  if (inRussian) {
    const sky = russian[current.condition] ?? current.condition
    return `**${place.name}**: сейчас ${current.temperature} ${degrees}, ${sky}. Ощущается как ${current.feelsLike} ${degrees}.`
  }
  return `In **${place.name}** it is ${current.temperature} ${degrees} with ${sky(current.condition)}. It feels like `
    + `${current.feelsLike} ${degrees}, and the wind blows at ${current.windSpeed} ${speed}.`
}

function daysOf({ days, units }: Report): string {
  const degrees = units === 'metric' ? '°C' : '°F'
  const rows = days.map(({ date, condition, min, max, precipitationChance }) =>
    `| ${date} | ${sky(condition)} | ${min} to ${max} ${degrees} | ${precipitationChance ?? '–'} % |`)
  return ['| Day | Sky | Temperature | Rain |', '| --- | --- | --- | --- |', ...rows].join('\n')
}

function compare(reports: Report[]): string | null {
  const [first, ...others] = [...reports].sort((a, b) => b.current.temperature - a.current.temperature)
  if (first === undefined || others.length === 0) return null
  return `The warmest of them is **${first.place.name}**.`
}

function failed(args: Record<string, unknown>, response: Record<string, unknown>, inRussian: boolean): string {
  const asked = Object.values(args).find((value) => typeof value === 'string')
  const place = asked === undefined ? '' : inRussian ? ` для «${asked}»` : ` for ${asked}`
  const reason = typeof response['error'] === 'string' ? `: ${response['error']}` : '.'
  return inRussian ? `Не удалось узнать погоду${place}${reason}` : `I could not get the weather${place}${reason}`
}

function sky(condition: string): string {
  const words: Record<string, string> = { clear: 'a clear sky', 'partly-cloudy': 'some clouds', cloudy: 'clouds', showers: 'showers', 'snow-showers': 'snow showers', 'freezing-rain': 'freezing rain', thunderstorm: 'thunderstorms' }
  return words[condition] ?? condition
}
