import { SpanStatusCode } from '@opentelemetry/api'
import type { ToolSet } from '@parley/ai'
import type { Tracing } from './tracing.ts'

/** The tools, with a span for each call, without what it was asked and answered. */
export function traceTools(tools: ToolSet, { startSpan, within }: Tracing): ToolSet {
  return Object.fromEntries(Object.entries(tools).map(([name, tool]) => [name, {
    ...tool,
    execute: async (input: unknown, context: Parameters<typeof tool.execute>[1]) => {
      const span = startSpan(`execute_tool ${name}`, {
        attributes: { 'gen_ai.operation.name': 'execute_tool', 'gen_ai.tool.name': name },
      })
      try {
        return await within(span, () => tool.execute(input, context))
      } catch (error) {
        span.setAttribute('error.type', context.signal.aborted ? 'aborted' : 'failed')
        span.setStatus({ code: SpanStatusCode.ERROR })
        throw error
      } finally {
        span.end()
      }
    },
  }]))
}
