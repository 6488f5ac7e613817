import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { Registry } from 'prom-client'

/** `/metrics` in Prometheus's text format, for who has the token. https://prometheus.io/docs/instrumenting/exposition_formats/ */
export function addMetrics(app: FastifyInstance, { registry, token }: { registry: Registry, token: string }): void {
  const expected = digest(`Bearer ${token}`)
  app.get('/metrics', { logLevel: 'warn' }, async (request, reply) => {
    if (!timingSafeEqual(digest(request.headers.authorization ?? ''), expected)) {
      return await reply.code(401).header('www-authenticate', 'Bearer').send({ error: 'unauthorized' })
    }
    return await reply.type(registry.contentType).header('cache-control', 'no-store').send(await registry.metrics())
  })
}

/** Of one length whatever came, so that the comparison takes one time. */
const digest = (text: string) => createHash('sha256').update(text).digest()
