import { setTimeout as sleep } from 'node:timers/promises'
import type { Failure } from './failure.ts'
import { isHopeless, toFailure } from './failure.ts'

/** The pauses between attempts: each twice the last, milliseconds. */
export interface BackOff {
  firstMs: number
  mostMs: number
}

/**
 * Runs `task` until it succeeds, as patiently as the other side asks. Gives false, and never rejects, when trying again
 * cannot help or `signal` is aborted.
 */
export async function keepTrying(
  task: () => Promise<unknown>,
  { backOff, signal, onFailure }: {
    backOff: BackOff
    signal: AbortSignal
    /** `againInMs` is null when this was the last attempt. */
    onFailure: (failure: Failure, againInMs: number | null) => void
  },
): Promise<boolean> {
  for (let attempt = 0; !signal.aborted; attempt++) {
    try {
      await task()
      return true
    } catch (error) {
      if (signal.aborted) return false
      const failure = toFailure(error)
      const delayMs = failure.retryAfterMs ?? Math.min(backOff.mostMs, backOff.firstMs * 2 ** attempt)
      onFailure(failure, isHopeless(failure) ? null : delayMs)
      if (isHopeless(failure)) return false
      // Not a reason to keep a process alive that has nothing else to do.
      await sleep(delayMs, undefined, { signal, ref: false }).catch(() => undefined)
    }
  }
  return false
}
