import type { Redis } from 'ioredis'
import { expect, test } from 'vitest'
import { connectRedis } from './connect.ts'
import { describeWithRedis } from './test/describe-with-redis.ts'
import { startRedis } from './test/start-redis.ts'

/** Not `once` of node:events, which rejects at an error: each lost connection tells of one. */
const next = (redis: Redis, event: 'ready' | 'close') => new Promise((resolve) => redis.once(event, resolve))

describeWithRedis('a connection that is watched over', (program) => {
  test.each([
    ['asks', undefined],
    ['only listens', 'a channel'],
  ])('is given up when Redis is silent, and comes back: one that %s', async (_, channel) => {
    await using server = await startRedis(program)
    const redis = connectRedis(server.url)
    await next(redis, 'ready')
    if (channel !== undefined) await redis.subscribe(channel)
    const closed = next(redis, 'close')
    server.signal('SIGSTOP')
    await closed
    const back = next(redis, 'ready')
    server.signal('SIGCONT')
    await back
    expect(await redis.ping()).toBeTruthy()
    redis.disconnect()
  })
})
