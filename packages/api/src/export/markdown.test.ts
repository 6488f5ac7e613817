import type { ToolPart } from '@parley/ai'
import { expect, test } from 'vitest'
import { chatMarkdown } from './markdown.ts'

const call = { type: 'tool', name: 'get_weather', callId: 'c' } as const
const rome: ToolPart = {
  ...call,
  input: { place: 'Rome' },
  state: 'done',
  output: {
    place: { name: 'Rome', region: 'Lazio', country: 'Italy', latitude: 41.9, longitude: 12.5, timezone: 'Europe/Rome' },
    units: 'metric',
    current: {
      time: '2026-11-22T18:05', isDay: false, condition: 'partly-cloudy', temperature: -0.4, feelsLike: -3.6, humidity: 81,
      windSpeed: 23.4, windDirection: 350,
    },
    days: [
      { date: '2026-11-22', condition: 'rain', min: -2, max: 4, precipitationChance: 80 },
      { date: '2026-11-23', condition: 'snow-showers', min: -6, max: 0, precipitationChance: null },
    ],
    provider: 'open-meteo',
  },
}
const at = new Date('2026-11-22T17:05:00Z')
const exported = (...parts: Parameters<typeof chatMarkdown>[1][number]['parts']) =>
  chatMarkdown('Rome', [{ role: 'assistant', createdAt: at, parts }])

test('the weather is told in words, with its days as a table', () => {
  expect(exported(rome, { type: 'text', text: 'Take a **coat**.' })).toBe(`# Rome

## Assistant · 2026-11-22T17:05:00.000Z

> **Rome, Lazio, Italy** · 2026-11-22 18:05
>
> Partly cloudy, 0 °C, feels like -4 °C, wind 23 km/h from the north, humidity 81 %
>
> | Day | Sky | Low | High | Rain or snow |
> | --- | --- | --- | --- | --- |
> | 2026-11-22 | Rain | -2 °C | 4 °C | 80 % |
> | 2026-11-23 | Snow showers | -6 °C | 0 °C |  |

Take a **coat**.
`)
})

test('a call that failed or was not answered says so, and a name stays in its line', () => {
  const failed: ToolPart = { ...call, input: { place: 'Nowhere\n## You' }, state: 'failed', error: 'No such place' }
  expect(exported(failed)).toContain('\n> The weather in Nowhere ## You: not available\n')
  expect(exported({ ...call, input: {}, state: 'running' })).toContain('\n> The weather where you are: no answer yet\n')
})

test('a tool that has no words here is told as it is stored', () => {
  const other = { ...call, name: 'roll_dice', input: { sides: 6 }, state: 'done', output: 4 } as unknown as ToolPart
  expect(exported(other)).toContain('```json\n{\n  "type": "tool",\n  "name": "roll_dice"')
})
