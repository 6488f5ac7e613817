import { expect, test } from 'vitest'
import { createFrameBatch } from './frame-batch.ts'

function createPage() {
  const frames = new Map<number, FrameRequestCallback>()
  const timers = new Map<number, () => void>()
  let last = 0
  return {
    frames,
    timers,
    requestAnimationFrame: (run: FrameRequestCallback) => {
      frames.set(++last, run)
      return last
    },
    cancelAnimationFrame: (id: number) => void frames.delete(id),
    setTimeout: ((run: () => void) => {
      timers.set(++last, run)
      return last
    }) as Window['setTimeout'],
    clearTimeout: (id: number | undefined) => void timers.delete(id ?? 0),
  }
}

test('what comes within a frame is handed over at once, in order, and nothing twice', () => {
  const page = createPage()
  const got: (readonly number[])[] = []
  const batch = createFrameBatch<number>((items) => got.push(items), page)
  batch.add(1)
  batch.add(2)
  expect(got).toEqual([])
  for (const run of [...page.frames.values()]) run(0)
  expect(got).toEqual([[1, 2]])
  expect(page.timers.size).toBe(0)
  batch.add(3)
  batch.flush()
  expect(got).toEqual([[1, 2], [3]])
  expect(page.frames.size + page.timers.size).toBe(0)
  batch.flush()
  expect(got).toHaveLength(2)
})

test('a hidden page, which draws no frames, gets it from a timer', () => {
  const page = createPage()
  const got: (readonly number[])[] = []
  const batch = createFrameBatch<number>((items) => got.push(items), page)
  batch.add(1)
  for (const run of [...page.timers.values()]) run()
  expect(got).toEqual([[1]])
  expect(page.frames.size).toBe(0)
  batch.add(2)
  batch.dispose()
  expect(page.frames.size + page.timers.size).toBe(0)
})
