import { expect, test, vi } from 'vitest'
import { within } from './within.ts'

test('an end is waited for, good or bad, and one that does not come for so long only', async () => {
  await within(Promise.resolve(), 60_000)
  await within(Promise.reject(new Error('no')), 60_000)
  vi.useFakeTimers()
  const waited = within(new Promise(() => undefined), 3_000)
  await vi.advanceTimersByTimeAsync(3_000)
  await waited
  expect(vi.getTimerCount()).toBe(0)
  vi.useRealTimers()
})
