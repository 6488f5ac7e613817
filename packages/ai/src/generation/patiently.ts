import { isBusyOrFull } from '@parley/db'
import { pause } from './pause.ts'

/**
 * What `read` gives. While the database has no room for it (overloaded, restarting), it is asked again after each pause
 * of `retryMs`, then its error is the caller's; any other error is at once.
 */
export async function patiently<Result>(read: () => Promise<Result>, { retryMs, signal, onError }: {
  retryMs: readonly number[]
  signal: AbortSignal
  /** Told of every refusal but the last. */
  onError: (error: unknown) => void
}): Promise<Result> {
  for (const pauseMs of retryMs) {
    try {
      return await read()
    } catch (error) {
      if (!isBusyOrFull(error) || signal.aborted) throw error
      onError(error)
    }
    await pause(pauseMs, signal)
  }
  return read()
}
