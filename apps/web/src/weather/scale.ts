import type { WeatherDay } from '@parley/api'

/** Where a day's bar begins and ends on the scale that all days share, in percent. */
export interface Bar {
  start: number
  end: number
}

/** The shortest bar that can be seen, in percent. */
const SHORTEST = 8

/** The days' ranges on one scale from the coldest minimum to the warmest maximum. */
export function barsOf(days: readonly Pick<WeatherDay, 'min' | 'max'>[]): Bar[] {
  const coldest = Math.min(...days.map(({ min }) => min))
  const span = Math.max(...days.map(({ max }) => max)) - coldest
  return days.map(({ min, max }) => {
    if (span <= 0) return { start: 0, end: 100 }
    const start = Math.min((min - coldest) / span * 100, 100 - SHORTEST)
    return { start, end: Math.min(100, Math.max((max - coldest) / span * 100, start + SHORTEST)) }
  })
}

const winds = ['N', 'NE', 'E', 'SE', 'S', 'SW', 'W', 'NW'] as const

/** The name of the direction that a wind comes from, for degrees clockwise from north. */
export const windName = (degrees: number): typeof winds[number] =>
  winds[Math.round((((degrees % 360) + 360) % 360) / 45) % winds.length] ?? 'N'
