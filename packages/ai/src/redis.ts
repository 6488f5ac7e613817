/** What several servers share, apart from the rest: a server of its own need not load Redis's client. */
export { connectRedis } from './events/redis/connect.ts'
export type { RedisEventLogOptions } from './events/redis/event-log.ts'
export { createRedisEventLog } from './events/redis/event-log.ts'
export type { RedisStopSignals } from './generation/redis-stop-signals.ts'
export { createRedisStopSignals } from './generation/redis-stop-signals.ts'
