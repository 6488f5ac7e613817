import type { Waiter } from '../event.ts'

/** Who waits for time to pass, not for an event. */
export interface Sleepers {
  /** Has `waiter` woken once, after `ms` milliseconds; true. */
  add: (waiter: Waiter, ms: number) => true
  /** False when it does not sleep. */
  remove: (waiter: Waiter) => boolean
  wakeAll: () => void
}

export function createSleepers(): Sleepers {
  const timers = new Map<Waiter, NodeJS.Timeout>()

  function remove(waiter: Waiter): boolean {
    clearTimeout(timers.get(waiter))
    return timers.delete(waiter)
  }

  function wake(waiter: Waiter): void {
    if (remove(waiter)) waiter.wake()
  }

  return {
    add: (waiter, ms) => {
      remove(waiter)
      timers.set(waiter, setTimeout(wake, ms, waiter))
      return true
    },
    remove,
    wakeAll: () => {
      for (const waiter of [...timers.keys()]) wake(waiter)
    },
  }
}
