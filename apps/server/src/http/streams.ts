import type { Assistant } from '@parley/ai'
import { AppError } from '@parley/api'

/** When a refused reader may ask again, milliseconds. */
const RETRY_AFTER_MS = 5_000

/**
 * The assistant, with at most `perUser` open streams of events for each user on this server; one more is refused as
 * `RATE_LIMITED`. `onCount` hears how many are open in all.
 */
export function limitStreams(
  assistant: Assistant,
  { perUser, onCount = () => undefined }: { perUser: number, onCount?: ((open: number) => void) | undefined },
): Assistant {
  const open = new Map<bigint, number>()
  let all = 0

  function leave(userId: bigint): void {
    const left = (open.get(userId) ?? 1) - 1
    if (left === 0) open.delete(userId)
    else open.set(userId, left)
    onCount(--all)
  }

  return {
    ...assistant,
    follow(asker, input, sink) {
      const { userId } = asker
      const before = open.get(userId) ?? 0
      if (before >= perUser) throw new AppError({ reason: 'RATE_LIMITED', retryAfterMs: RETRY_AFTER_MS, limit: perUser })
      open.set(userId, before + 1)
      onCount(++all)
      return assistant.follow(asker, input, {
        take: (sent) => sink.take(sent),
        flush: () => sink.flush(),
        end: (error) => {
          leave(userId)
          sink.end(error)
        },
      })
    },
  }
}
