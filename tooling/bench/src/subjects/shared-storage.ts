import { findRedisServer, startRedis } from '@parley/ai/testing/redis-server'
import { startPostgresqlServer } from '@parley/db/testing/postgresql'

/** Starts a PostgreSQL and a Redis, empty. Resolves to the environment that servers find them by. */
export async function startSharedStorage(
  onEnd: (stop: () => Promise<unknown>) => void,
): Promise<{ DATABASE_URL: string, REDIS_URL: string }> {
  const program = findRedisServer(process.env)
  if (program === undefined) throw new Error('There is no redis-server: install it or set REDIS_SERVER_PATH')
  const redis = await startRedis(program)
  onEnd(async () => await redis[Symbol.asyncDispose]())
  const postgresql = await startPostgresqlServer()
  onEnd(postgresql.stop)
  return { DATABASE_URL: postgresql.url, REDIS_URL: redis.url }
}
