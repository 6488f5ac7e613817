import { expect, test } from 'vitest'
import { createGathering } from './gathering.ts'

/** An event loop that was busy for a share of each stretch of time. */
function loopAt(clock: { ms: number }) {
  const total = { active: 0, at: 0, busy: 0 }
  return {
    total,
    utilization: (since?: { active: number, idle: number }) => {
      total.active += (clock.ms - total.at) * total.busy
      total.at = clock.ms
      const [active, idle] = [total.active - (since?.active ?? 0), clock.ms - total.active - (since?.idle ?? 0)]
      return { active, idle, utilization: active + idle === 0 ? 0 : active / (active + idle) }
    },
  }
}

test.each([
  [0, 25],
  [0.7, 25],
  [0.8, 50],
  [0.9, 75],
  [1, 75],
])('an event loop that is busy for %d of the time gathers text for %d ms', (busy, expected) => {
  const clock = { ms: 0 }
  const { total, utilization } = loopAt(clock)
  const gathering = createGathering(25, { now: () => clock.ms, utilization })
  total.busy = busy
  clock.ms = 499
  expect(gathering()).toBe(25)
  clock.ms = 500
  expect(gathering()).toBeCloseTo(expected)
})

test('a busy time that is over is forgotten', () => {
  const clock = { ms: 0 }
  const { total, utilization } = loopAt(clock)
  const gathering = createGathering(25, { now: () => clock.ms, utilization })
  total.busy = 1
  clock.ms = 60_000
  expect(gathering()).toBe(75)
  utilization()
  total.busy = 0
  clock.ms = 60_500
  expect(gathering()).toBe(25)
})
