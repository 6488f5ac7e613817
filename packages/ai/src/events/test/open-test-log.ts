import { inject } from 'vitest'
import { createRedisStopSignals } from '../../generation/redis-stop-signals.ts'
import type { StopSignals } from '../../generation/stop-signals.ts'
import type { EventLog } from '../event.ts'
import { createMemoryEventLog } from '../memory-log.ts'
import { connectRedis } from '../redis/connect.ts'
import { createRedisEventLog } from '../redis/event-log.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The Redis that redis/test/setup.ts started; absent in a project that runs on memory. */
    redisUrl?: string
  }
}

export interface TestLog {
  eventLog: EventLog
  stopSignals: StopSignals | undefined
  close: () => Promise<void>
}

/** What assistants of a test share beside the database: in Redis where the project has one, else in memory. */
export async function openTestLog(): Promise<TestLog> {
  const url = inject('redisUrl')
  if (url === undefined) {
    const eventLog = createMemoryEventLog()
    return { eventLog, stopSignals: undefined, close: () => eventLog.close() }
  }
  const redis = connectRedis(url)
  await new Promise((resolve) => redis.once('ready', resolve))
  const eventLog = createRedisEventLog({ redis })
  const stopSignals = createRedisStopSignals({ redis })
  return {
    eventLog,
    stopSignals,
    close: async () => {
      await eventLog.close()
      stopSignals.close()
      redis.disconnect()
    },
  }
}
