import type { ToolPart } from '@parley/ai'

type WeatherPart = Extract<ToolPart, { name: 'get_weather' }>
type Report = Extract<WeatherPart, { state: 'done' }>['output']

/** What a tool said, as a quotation. A tool without words of its own here is told as it is stored. */
export function toolMarkdown(part: ToolPart): string {
  switch (part.name) {
    case 'get_weather': return quote(weather(part))
    default: return `\`\`\`json\n${JSON.stringify(part, null, 2)}\n\`\`\``
  }
}

const quote = (lines: string[]) => lines.map((line) => `> ${line}`.trimEnd()).join('\n')
/** Names come from elsewhere: one must not end the line that it stands in. */
const oneLine = (text: string) => text.replace(/\s+/gu, ' ').trim()

function weather(part: WeatherPart): string[] {
  if (part.state === 'done') return report(part.output)
  const where = part.input.place === undefined ? 'where you are' : `in ${oneLine(part.input.place)}`
  return [`The weather ${where}: ${part.state === 'failed' ? 'not available' : 'no answer yet'}`]
}

function report({ place, units, current, days }: Report): string[] {
  const [unit, speed] = units === 'metric' ? ['°C', 'km/h'] : ['°F', 'mph']
  const degrees = (value: number) => `${Math.round(value) || 0} ${unit}`
  const names = [place.name, place.region, place.country].filter((name) => name !== null)
  const where = [...new Set(names)].map(oneLine).join(', ')
  const now = [
    sky(current.condition), degrees(current.temperature), `feels like ${degrees(current.feelsLike)}`,
    `wind ${Math.round(current.windSpeed)} ${speed} from the ${compass(current.windDirection)}`,
    `humidity ${Math.round(current.humidity)} %`,
  ]
  const row = (cells: string[]) => `| ${cells.join(' | ')} |`
  const forecast = days.map(({ date, condition, min, max, precipitationChance: chance }) =>
    row([date, sky(condition), degrees(min), degrees(max), chance === null ? '' : `${chance} %`]))
  const head = [row(['Day', 'Sky', 'Low', 'High', 'Rain or snow']), row(Array<string>(5).fill('---'))]
  return [
    `**${where}** · ${current.time.replace('T', ' ')}`, '', now.join(', '),
    ...forecast.length > 0 ? ['', ...head, ...forecast] : [],
  ]
}

const sky = (condition: Report['current']['condition']) =>
  condition.charAt(0).toUpperCase() + condition.slice(1).replace('-', ' ')

const points = ['north', 'north-east', 'east', 'south-east', 'south', 'south-west', 'west', 'north-west']

const compass = (direction: number) => points[(Math.round(direction / 45) % 8 + 8) % 8] ?? ''
