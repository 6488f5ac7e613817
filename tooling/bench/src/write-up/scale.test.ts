import { expect, test } from 'vitest'
import { logScale } from './scale.ts'

test('the axis covers its values in whole decades', () => {
  const { at, ticks } = logScale([2, 800], [0, 300])
  expect(ticks).toEqual([1, 10, 100, 1_000])
  expect([1, 10, 1_000].map((value) => Math.round(at(value)))).toEqual([0, 100, 300])
})

test('a short axis has ticks between the powers, and may run upwards', () => {
  const { at, ticks } = logScale([20, 90], [200, 0])
  expect(ticks).toEqual([10, 20, 50, 100])
  expect(at(100)).toBe(0)
})

test('what is off the axis stands at its end', () => {
  expect(logScale([1, 10], [0, 50]).at(1e6)).toBe(50)
  expect(logScale([1, 10], [0, 50]).at(0.001)).toBe(0)
})
