import { SpanKind, SpanStatusCode } from '@opentelemetry/api'
import type { Model } from '@parley/ai'
import { ModelError } from '@parley/ai'
import type { Tracing } from './tracing.ts'

/** The model, with a span for each call. https://opentelemetry.io/docs/specs/semconv/gen-ai/gen-ai-spans/ */
export function traceModel(model: Model, { startSpan }: Tracing): Model {
  return {
    async* stream(request, options) {
      const span = startSpan(`chat ${request.model}`, {
        kind: SpanKind.CLIENT,
        attributes: { 'gen_ai.operation.name': 'chat', 'gen_ai.request.model': request.model },
      })
      try {
        for await (const chunk of model.stream(request, options)) {
          if (chunk.type === 'usage') {
            span.setAttribute('gen_ai.usage.input_tokens', chunk.usage.promptTokens)
            span.setAttribute('gen_ai.usage.output_tokens', chunk.usage.replyTokens + chunk.usage.thinkingTokens)
          }
          if (chunk.type === 'finish') span.setAttribute('gen_ai.response.finish_reasons', [chunk.reason])
          yield chunk
        }
      } catch (error) {
        // Not the error's message: a provider may repeat in it what it was sent.
        span.setAttribute('error.type', error instanceof ModelError ? error.kind : 'defect')
        span.setStatus({ code: SpanStatusCode.ERROR })
        throw error
      } finally {
        span.end()
      }
    },
  }
}
