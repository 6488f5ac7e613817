import type { Redis } from 'ioredis'
import { createSubscriber } from '../events/redis/subscriber.ts'
import type { StopSignals } from './stop-signals.ts'

export interface RedisStopSignals extends StopSignals {
  /** Closes the connection that listens. */
  close: () => void
}

/**
 * Carries the wish to stop a reply to whichever server runs it, over a channel that all of them listen to. A wish made
 * while Redis is away is refused (`publish` rejects), one made while the other server is cut off is lost: who waits
 * for the end repeats it. `redis` is used to publish and stays the caller's; listening takes a connection like it.
 */
export function createRedisStopSignals({ redis, channel = 'parley:stop' }: {
  redis: Redis
  channel?: string
}): RedisStopSignals {
  const listeners = new Set<(replyId: string) => void>()
  const subscriber = createSubscriber(redis, {
    onMessage: (_channel, replyId) => {
      for (const listener of listeners) listener(replyId)
    },
    onListening: () => undefined,
  })
  subscriber.add(channel)

  return {
    publish: async (replyId) => void await redis.publish(channel, replyId),
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: subscriber.close,
  }
}
