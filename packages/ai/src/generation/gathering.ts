import { performance } from 'node:perf_hooks'
import type { EventLoopUtilization } from 'node:perf_hooks'

/** How long text is gathered before it is told, in milliseconds, as it is right now. */
export type Gathering = () => number

/** Between two looks at the event loop, milliseconds. */
const lookMs = 500
/** Shares of the time that the event loop is busy: below the first nothing is late yet, at the second much is. */
const calm = 0.7
const full = 0.9
/** How much longer text is gathered by a full event loop. Few enough for a reader to still see a stream. */
const longest = 3

/**
 * `flushMs`, and up to three times as long while the event loop is busy: told together, words cost less, so that a full
 * server tells all its readers a little later and none of them much later.
 */
export function createGathering(
  flushMs: number,
  {
    now = () => performance.now(),
    utilization = (since) => performance.eventLoopUtilization(since),
  }: { now?: () => number, utilization?: (since?: EventLoopUtilization) => EventLoopUtilization } = {},
): Gathering {
  let lookedAt = now()
  let seen = utilization()
  let factor = 1

  return () => {
    if (now() - lookedAt >= lookMs) {
      const busy = utilization(seen).utilization
      lookedAt = now()
      seen = utilization()
      factor = 1 + (longest - 1) * Math.min(1, Math.max(0, (busy - calm) / (full - calm)))
    }
    return flushMs * factor
  }
}
