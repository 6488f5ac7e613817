import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { startSweeper } from './sweeper.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function listen() {
  return { error: vi.fn(), warn: vi.fn() }
}

test('sweeps again and again, also after a failure, and says what it found', async () => {
  const log = listen()
  const found = [0, 'failure', 2]
  let sweeps = 0
  const sweeper = startSweeper({
    everyMs: 1_000,
    log,
    sweep: async () => {
      const result = found[sweeps++]
      if (typeof result !== 'number') throw new Error('The database is away')
      return result
    },
  })
  await vi.advanceTimersByTimeAsync(3_000)
  await sweeper.stop()
  expect(log.error).toHaveBeenCalledOnce()
  expect(log.warn).toHaveBeenCalledExactlyOnceWith({ interrupted: 2 }, expect.any(String))
  await vi.advanceTimersByTimeAsync(10_000)
  expect(sweeps).toBe(3)
})

test('a slow sweep is not overtaken, and its end is waited for', async () => {
  const slow = Promise.withResolvers<number>()
  let sweeps = 0
  const sweeper = startSweeper({
    everyMs: 1_000,
    log: listen(),
    sweep: () => {
      sweeps++
      return slow.promise
    },
  })
  await vi.advanceTimersByTimeAsync(5_000)
  expect(sweeps).toBe(1)
  let stopped = false
  const stopping = sweeper.stop().then(() => {
    stopped = true
  })
  await vi.advanceTimersByTimeAsync(5_000)
  expect(stopped).toBe(false)
  slow.resolve(0)
  await stopping
  await vi.advanceTimersByTimeAsync(5_000)
  expect(sweeps).toBe(1)
})
