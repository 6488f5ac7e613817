export { describeWithRedis } from './test/describe-with-redis.ts'
export type { TestRedis } from './test/start-redis.ts'
export { findRedisServer, startRedis } from './test/start-redis.ts'
