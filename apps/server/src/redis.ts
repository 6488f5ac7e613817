import type { EventLog, StopSignals } from '@parley/ai'
import { connectRedis, createRedisEventLog, createRedisStopSignals } from '@parley/ai/redis'
import type { FastifyBaseLogger } from 'fastify'
import type { RateLimiterAbstract } from 'rate-limiter-flexible'
import { RateLimiterMemory, RateLimiterRedis } from 'rate-limiter-flexible'

/** What makes several servers one service. */
export interface Shared {
  eventLog: EventLog
  stopSignals: StopSignals
  /** Counts messages a minute, over all servers. */
  rate: RateLimiterAbstract
  /** Whether Redis answers at this moment. */
  isUp: () => boolean
  /** Once nothing uses any of it. */
  close: () => Promise<void>
}

/**
 * Shares events, stop signals and rate limits through the Redis at `url`. It need not be there: while it is away,
 * replies go on into the database, readers follow them there, and each server counts its own messages.
 */
export function shareThroughRedis(url: string, { messagesPerMinute, log }: {
  messagesPerMinute: number
  log: Pick<FastifyBaseLogger, 'error' | 'info'>
}): Shared {
  const outage = tellOutages(log)
  const redis = connectRedis(url, { onError: outage.begins })
  redis.on('ready', outage.ends)
  const eventLog = createRedisEventLog({
    redis,
    onError: (err, { chatId }) => log.error({ err, chatId }, 'Redis does not take an event'),
  })
  const stopSignals = createRedisStopSignals({ redis })
  const points = { points: messagesPerMinute, duration: 60 }

  return {
    eventLog,
    stopSignals,
    rate: new RateLimiterRedis({
      ...points,
      storeClient: redis,
      keyPrefix: 'parley:rate',
      rejectIfRedisNotReady: true,
      inMemoryBlockOnConsumed: messagesPerMinute + 1,
      insuranceLimiter: new RateLimiterMemory(points),
    }),
    isUp: () => redis.status === 'ready',
    close: async () => {
      await eventLog.close()
      stopSignals.close()
      redis.disconnect()
    },
  }
}

/** Says once that Redis is away, however many attempts fail, and once that it is back. */
function tellOutages(log: Pick<FastifyBaseLogger, 'error' | 'info'>) {
  let away = false
  return {
    begins: (err: Error) => {
      if (!away) log.error({ err }, 'Redis is away: replies go on, readers follow them in the database')
      away = true
    },
    ends: () => {
      if (away) log.info('Redis is back')
      away = false
    },
  }
}
