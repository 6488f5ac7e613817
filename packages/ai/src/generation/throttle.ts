/** Runs its task at most once in an interval: at once when it has rested for so long, else at the end of the rest. */
export interface Throttle {
  request: () => void
  /** Forgets what was requested, for good. */
  cancel: () => void
}

export function createThrottle(intervalMs: () => number, task: () => void): Throttle {
  let timer: NodeJS.Timeout | undefined
  let lastRun = -Infinity
  let cancelled = false

  function run(): void {
    timer = undefined
    lastRun = performance.now()
    task()
  }

  return {
    request: () => {
      if (cancelled || timer !== undefined) return
      const restMs = lastRun + intervalMs() - performance.now()
      if (restMs <= 0) run()
      else timer = setTimeout(run, restMs)
    },
    cancel: () => {
      cancelled = true
      clearTimeout(timer)
    },
  }
}
