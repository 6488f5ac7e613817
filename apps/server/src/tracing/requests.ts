import { SpanKind, SpanStatusCode } from '@opentelemetry/api'
import type { Span } from '@opentelemetry/api'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Tracing } from './tracing.ts'

/**
 * A span for each request, until its answer is sent or given up: a stream's is as long as the stream. The path is
 * cut off and has no query, as in the log. https://opentelemetry.io/docs/specs/semconv/http/http-spans/
 */
export function traceRequests(app: FastifyInstance, tracing: Tracing): void {
  const spans = new WeakMap<FastifyRequest, Span>()

  app.addHook('onRequest', (request, reply, done) => {
    const span = tracing.startSpan(`${request.method} ${request.routeOptions.url ?? 'unknown'}`, {
      kind: SpanKind.SERVER,
      attributes: {
        'http.request.method': request.method,
        'url.path': request.url.split('?', 1)[0]?.slice(0, 200) ?? '',
        'parley.request.id': request.id,
      },
    })
    spans.set(request, span)
    reply.raw.once('close', () => {
      span.setAttribute('http.response.status_code', reply.raw.statusCode)
      if (reply.raw.statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR })
      span.end()
    })
    tracing.within(span, done)
  })

  // A body is read in the name of its connection, not of its request.
  app.addHook('preHandler', (request, _reply, done) => {
    const span = spans.get(request)
    if (span) tracing.within(span, done)
    else done()
  })
}
