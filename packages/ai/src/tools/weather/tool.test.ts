import { expect, test } from 'vitest'
import { reportFor } from '../../loop/test/weather.ts'
import type { ToolContext } from '../tool.ts'
import type { WeatherQuery } from './provider.ts'
import { createWeatherTool } from './tool.ts'

const berlin = { latitude: 52.5, longitude: 13.4 }
const context: ToolContext = {
  signal: new AbortController().signal, language: 'de', units: 'metric', location: undefined,
}

function record(): { asked: [WeatherQuery, unknown][], tool: ReturnType<typeof createWeatherTool> } {
  const asked: [WeatherQuery, unknown][] = []
  return {
    asked,
    tool: createWeatherTool({
      report: async (query, options) => {
        asked.push([query, options])
        return reportFor('Berlin')
      },
    }),
  }
}

test.each([
  ['a place', { place: 'Berlin' }, undefined, { place: 'Berlin' }],
  ['a place, wherever the user is', { place: 'Berlin' }, { latitude: 1, longitude: 1 }, { place: 'Berlin' }],
  ['coordinates', berlin, undefined, berlin],
  ['where the user is', {}, berlin, berlin],
])('asks for %s', async (_, input, location, query) => {
  const { asked, tool } = record()
  await tool.execute(input, { ...context, location })
  expect(asked[0]?.[0]).toEqual(query)
})

test('the user\'s units and language are used, unless the question names a unit', async () => {
  const { asked, tool } = record()
  await tool.execute({ place: 'Berlin' }, context)
  await tool.execute({ place: 'Berlin', units: 'imperial' }, context)
  expect(asked.map(([, options]) => options)).toMatchObject([
    { units: 'metric', language: 'de' }, { units: 'imperial', language: 'de' },
  ])
})

test.each([
  ['no place and no location', {}, /did not share their location/],
  ['half of the coordinates', { latitude: 1 }, /together/],
])('%s is told in words', async (_, input, words) => {
  const { asked, tool } = record()
  await expect(tool.execute(input, context)).rejects.toThrow(words)
  expect(asked).toEqual([])
})

test('the model is told in brief', () => {
  const report = reportFor('Berlin')
  const told = JSON.stringify(record().tool.tellModel?.(report))
  expect(told).toContain('2026-11-22: clear, 5 to 13 °C, 10 % chance of rain or snow')
  expect(told).not.toContain('windDirection')
})
