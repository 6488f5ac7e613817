import type { ModelError } from '../model/port.ts'

/** When a model that did not begin to answer is asked again. */
export interface RetryPolicy {
  /** Attempts in all, the first included. */
  attempts: number
  /** Counted from the first attempt: no attempt begins later than this. Milliseconds. */
  withinMs: number
  /** The longest first delay; it doubles with each attempt. Milliseconds. */
  baseMs: number
}

export const defaultRetryPolicy: RetryPolicy = { attempts: 3, withinMs: 30_000, baseMs: 1_000 }

/**
 * How long to wait before the next attempt, in milliseconds, or null when there is to be none. Exponential back-off
 * with full jitter (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/), on top of the time that
 * the provider asked for. `random` gives [0, 1).
 */
export function retryDelay(
  policy: RetryPolicy,
  { error, attempt, elapsedMs, random }:
  { error: ModelError, attempt: number, elapsedMs: number, random: () => number },
): number | null {
  if (error.kind !== 'busy' && error.kind !== 'unavailable') return null
  if (attempt >= policy.attempts) return null
  const backOff = random() * policy.baseMs * 2 ** (attempt - 1)
  const delayMs = Math.round((error.retryAfterMs ?? 0) + backOff)
  return elapsedMs + delayMs <= policy.withinMs ? delayMs : null
}
