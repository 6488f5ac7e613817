// @vitest-environment happy-dom
import type { WeatherReport } from '@parley/api'
import { mount } from '@vue/test-utils'
import { describe, expect, test } from 'vitest'
import { en } from '../i18n/en.ts'
import { isolate } from '../i18n/format.ts'
import { createI18n, i18nKey } from '../i18n/i18n.ts'
import { contrast } from '../telegram/theme/color.ts'
import { barsOf, windName } from './scale.ts'
import { conditions, skyFor } from './sky.ts'
import WeatherPart from './WeatherPart.vue'
import { localTime, temperature, weekday } from './words.ts'

const report: WeatherReport = {
  place: { name: 'Paris', region: 'Île-de-France', country: 'France', latitude: 48.85, longitude: 2.35, timezone: 'Europe/Paris' },
  units: 'metric',
  current: {
    time: '2026-11-22T18:05', isDay: false, condition: 'rain', temperature: -0.4, feelsLike: -3.6, humidity: 81,
    windSpeed: 23.4, windDirection: 225,
  },
  days: [
    { date: '2026-11-22', condition: 'rain', min: -2, max: 4, precipitationChance: 80 },
    { date: '2026-11-23', condition: 'snow', min: -6, max: 0, precipitationChance: null },
  ],
  provider: 'open-meteo',
}
const input = { place: 'Paris' }
const part = (state: object) => ({ type: 'tool' as const, name: 'get_weather' as const, callId: 'c', input, ...state })
const show = (state: object) => mount(WeatherPart, {
  props: { part: part(state) as never },
  global: { provide: { [i18nKey as symbol]: createI18n(document.createElement('html')) } },
})

describe('the sky', () => {
  test.each(conditions)('white text reads on %s, day and night', (condition) => {
    for (const isDay of [true, false]) {
      for (const color of skyFor(condition, isDay)) expect(contrast('#ffffff', color)).toBeGreaterThanOrEqual(4.5)
    }
  })
})

describe('the scale', () => {
  test('is one for all days', () => {
    expect(barsOf([{ min: 0, max: 10 }, { min: 5, max: 20 }, { min: 10, max: 15 }])).toEqual([
      { start: 0, end: 50 }, { start: 25, end: 100 }, { start: 50, end: 75 },
    ])
  })

  test('keeps a bar for a day without a range, inside the scale', () => {
    expect(barsOf([{ min: 7, max: 7 }])).toEqual([{ start: 0, end: 100 }])
    const [, hot] = barsOf([{ min: 0, max: 1 }, { min: 30, max: 30 }])
    expect(hot).toEqual({ start: 92, end: 100 })
    expect(barsOf([])).toEqual([])
  })

  test('names winds all the way round', () => {
    expect([0, 22, 23, 90, 225, 337, 338, 360, -90].map(windName)).toEqual(['N', 'N', 'NE', 'E', 'SW', 'NW', 'N', 'N', 'W'])
  })
})

test('numbers and times are the place\'s own, in the reader\'s writing', () => {
  expect(temperature(-0.4, 'en')).toBe('0°')
  expect(temperature(-3.6, 'en')).toBe('-4°')
  expect(localTime('2026-11-22T18:05', 'en')).toMatch(/^6:05.PM$/)
  expect(localTime('2026-11-22T18:05', 'de')).toBe('18:05')
  expect(localTime('nonsense', 'en')).toBe('')
  expect(weekday('2026-11-22', 'en', 'long')).toBe('Sunday')
})

describe('a call of the tool', () => {
  test('is a line while it runs and when it failed', () => {
    expect(show({ state: 'running' }).text()).toBe(`Checking the weather in ${isolate('Paris')}…`)
    expect(show({ state: 'failed', error: 'no such place' }).text()).toBe(`The weather in ${isolate('Paris')} is not available.`)
  })

  test('becomes a card that is read as one sentence', () => {
    const card = show({ state: 'done', output: report })
    expect(card.find('.visually-hidden').text()).toBe(
      'Paris: Rain, 0°, feels like -4°, wind 23 km/h from the south-west, humidity 81%. '
      + 'Today: Rain, -2° to 4°. Monday: Snow, -6° to 0°.',
    )
    expect(card.find('.seen').attributes('aria-hidden')).toBe('true')
    expect(card.findAll('.days li')).toHaveLength(2)
    expect(card.text()).toContain('Île-de-France, France')
    expect(Object.keys(en.weather.conditions)).toEqual(conditions)
  })

  test('has no coordinates for a title when it is of where the user is', () => {
    const place = { ...report.place, name: '48.86, 2.35', region: null, country: null }
    const card = (named: object, asked: object) =>
      show({ state: 'done', input: asked, output: { ...report, place: { ...report.place, ...named } } }).find('.name').text()
    expect(card(place, {})).toBe('Where you are')
    expect(card(place, { latitude: 48.86, longitude: 2.35 })).toBe('48.86, 2.35')
    expect(card({}, {})).toBe('Paris')
  })
})
