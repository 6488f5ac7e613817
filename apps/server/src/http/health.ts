import type { Database } from '@parley/db'
import type { FastifyInstance } from 'fastify'

/**
 * `/healthz`: the process answers. `/readyz`: it can serve, its database answers and it is not shutting down. A Redis
 * that is away is only told: it is away for every server, and without it they still serve.
 */
export function addHealth(app: FastifyInstance, { db, isClosing, isRedisUp }: {
  db: Database
  isClosing: () => boolean
  isRedisUp: (() => boolean) | undefined
}): void {
  app.get('/healthz', { logLevel: 'warn' }, () => ({ status: 'ok' }))

  app.get('/readyz', { logLevel: 'warn' }, async (_request, reply) => {
    if (isClosing()) return await reply.code(503).send({ status: 'closing' })
    try {
      await db.$queryRaw`SELECT 1`
      return { status: 'ok', ...(isRedisUp && { redis: isRedisUp() ? 'ok' : 'away' }) }
    } catch (error) {
      app.log.error({ error }, 'the database does not answer')
      return await reply.code(503).send({ status: 'database' })
    }
  })
}
