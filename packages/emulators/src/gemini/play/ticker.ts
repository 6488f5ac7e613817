/** One timer for all streams: thousands of them cost one wake-up every few milliseconds. */
export interface Ticker {
  now: () => number
  /** Calls `advance` on each tick until the returned function is called. */
  add: (advance: (now: number) => void) => () => void
  close: () => void
}

/** Ticks only while somebody is waiting. `intervalMs` bounds how late a chunk may be. */
export function createTicker(intervalMs = 4, now: () => number = () => performance.now()): Ticker {
  const running = new Set<(now: number) => void>()
  let timer: NodeJS.Timeout | null = null

  const stop = (): void => {
    if (timer !== null) clearInterval(timer)
    timer = null
  }
  const tick = (): void => {
    const time = now()
    for (const advance of running) advance(time)
    if (running.size === 0) stop()
  }

  return {
    now,
    add: (advance) => {
      running.add(advance)
      timer ??= setInterval(tick, intervalMs)
      return () => running.delete(advance)
    },
    close: () => {
      running.clear()
      stop()
    },
  }
}
