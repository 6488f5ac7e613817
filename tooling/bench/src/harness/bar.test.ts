import { expect, test } from 'vitest'
import { describeBar, isMet } from './bar.ts'

test('a bar may bound a figure from above or from below', () => {
  expect(isMet({ name: 'x', most: 2, figure: 2 })).toBe(true)
  expect(isMet({ name: 'x', most: 2, figure: 2.01 })).toBe(false)
  expect(isMet({ name: 'x', least: 2, figure: 2 })).toBe(true)
  expect(isMet({ name: 'x', least: 2, figure: 1.99 })).toBe(false)
})

test('what is not a number meets nothing', () => {
  expect(isMet({ name: 'x', most: 2, figure: Number.NaN })).toBe(false)
  expect(isMet({ name: 'x', least: 2, figure: Number.NaN })).toBe(false)
})

test('a line says how it went', () => {
  expect(describeBar({ name: 'times relay', most: 1.5, figure: 1.234 })).toBe('met: times relay 1.23, at most 1.5')
  expect(describeBar({ name: 'times AI SDK', least: 1.5, figure: 1.2 })).toBe('NOT MET: times AI SDK 1.20, at least 1.5')
})
