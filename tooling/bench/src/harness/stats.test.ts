import { describe, expect, test } from 'vitest'
import { addedOver, median, quantile, summarise } from './stats.ts'

const upTo = (count: number) => Array.from({ length: count }, (_, index) => count - index)

describe('median', () => {
  test('is the middle one, in whatever order', () => expect(median([9, 1, 5])).toBe(5))
  test('is between the two in the middle', () => expect(median([4, 1, 3, 2])).toBe(2.5))
  test('compares numbers, not text', () => expect(median([10, 9, 100])).toBe(10))
  test('of nothing is not a number', () => expect(median([])).toBeNaN())
})

describe('quantile', () => {
  test('takes the nearest rank', () => {
    expect(quantile(upTo(100), 0.99)).toBe(99)
    expect(quantile(upTo(1_000), 0.99)).toBe(990)
    expect(quantile(upTo(10), 0.99)).toBe(10)
  })
  test('has the least and the most at its ends', () => {
    expect(quantile(upTo(7), 0)).toBe(1)
    expect(quantile(upTo(7), 1)).toBe(7)
  })
  test('of nothing is not a number', () => expect(quantile([], 0.5)).toBeNaN())
})

test('a summary leaves the values as they are', () => {
  const values = [3, 1, 2]
  expect(summarise(values)).toEqual({ count: 3, median: 2, p99: 3, least: 1, most: 3 })
  expect(values).toEqual([3, 1, 2])
})

test('what is added is over the same round', () => {
  expect(addedOver([[5, 6], [50]], [[1, 2, 3], [40]])).toEqual([3, 4, 10])
  expect(addedOver([[1]], [])).toEqual([Number.NaN])
})
