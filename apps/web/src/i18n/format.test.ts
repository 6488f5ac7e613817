import { describe, expect, it } from 'vitest'
import { duration, number, relativeTime } from './format.ts'
import { languages } from './languages.ts'

const now = new Date(2026, 10, 22, 15, 30)
const ago = (ms: number) => relativeTime(new Date(now.getTime() - ms), now, 'en')
const [minute, hour, day] = [60_000, 3_600_000, 86_400_000]

describe('a time in a list', () => {
  it.each([
    [20_000, 'now'],
    [5 * minute, '5 min'],
    [59 * minute, '59 min'],
    [3 * hour, '12:30 PM'],
    [day, 'yesterday'],
    [3 * day, 'Thu'],
    [20 * day, 'Nov 2'],
    [400 * day, '10/18/25'],
  ])('%d ms ago is %s', (ms, words) => expect(ago(ms).replaceAll('\u202f', ' ')).toBe(words))

  it('is yesterday right after midnight', () => {
    const midnight = new Date(2026, 10, 22, 1, 10)
    expect(relativeTime(new Date(2026, 10, 21, 23, 50), midnight, 'en')).toBe('yesterday')
  })

  it('does not break when the server’s clock is ahead', () => {
    expect(ago(-2 * minute).replaceAll('\u202f', ' ')).toBe('3:32 PM')
  })

  it.each(Object.keys(languages))('is said in %s', (language) => {
    for (const ms of [0, minute, day, 3 * day, 40 * day]) {
      expect(relativeTime(new Date(now.getTime() - ms), now, language)).not.toBe('')
    }
  })
})

describe('what Persian readers expect', () => {
  it('is their calendar, their digits and their words', () => {
    expect(relativeTime(new Date(2026, 10, 2, 15, 30), now, 'fa')).toBe('۱۱ آبان')
    expect(relativeTime(new Date(now.getTime() - 5 * minute), now, 'fa')).toBe('۵ دقیقه')
    expect(number(1_234, 'fa')).toBe('۱٬۲۳۴')
  })
})

describe('a wait', () => {
  it.each([[1, '1 second'], [30_000, '30 seconds'], [100_000, '2 minutes'], [3 * hour, '3 hours'], [0, '1 second']])(
    'of %d ms is %s', (ms, words) => expect(duration(ms, 'en')).toBe(words))
})

it('groups digits as the language does', () => {
  expect(number(1_234_567, 'en')).toBe('1,234,567')
  expect(number(1_234_567, 'de')).toBe('1.234.567')
})
