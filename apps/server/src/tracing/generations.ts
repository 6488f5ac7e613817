import { SpanStatusCode } from '@opentelemetry/api'
import type { AroundGeneration } from '@parley/ai'
import type { Tracing } from './tracing.ts'

/** A span for each generation, below the request that started it, which it outlives. */
export function traceGenerations({ startSpan, within }: Tracing): AroundGeneration {
  return ({ chatId, replyId, model }, run) => {
    const span = startSpan('generation', {
      attributes: { 'parley.chat.id': chatId, 'parley.reply.id': replyId, 'gen_ai.request.model': model },
    })
    const generation = within(span, run)
    void generation.done.then((result) => {
      span.setAttribute('parley.reply.status', result?.end.status ?? 'lost')
      if (result?.end.failure) span.setAttribute('parley.reply.failure', result.end.failure)
      if (result?.end.status === 'failed') span.setStatus({ code: SpanStatusCode.ERROR })
      span.end()
    })
    return generation
  }
}
