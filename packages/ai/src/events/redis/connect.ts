import { Redis } from 'ioredis'
import { watchOver } from './watch-over.ts'

/**
 * A connection to the Redis at `url` (`redis://` or `rediss://`) as the log, the stop signals and the rate limits want
 * it: it comes back by itself for ever, and what cannot be done now fails at once instead of waiting in a queue.
 * `onError` hears of every attempt that failed.
 */
export function connectRedis(url: string, { onError = () => undefined }: {
  onError?: (error: Error) => void
} = {}): Redis {
  const redis = new Redis(url, {
    connectionName: 'parley',
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    connectTimeout: 4_000,
    keepAlive: 10_000,
    maxLoadingRetryTime: 500,
    retryStrategy: (attempt) => Math.min(50 * 2 ** Math.min(attempt, 6), 1_000),
    // After a failover the old primary takes no writes any more.
    reconnectOnError: (error) => error.message.startsWith('READONLY'),
  })
  redis.on('error', onError)
  watchOver(redis)
  return redis
}
