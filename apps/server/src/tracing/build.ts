import type { AroundGeneration, Model, ToolSet } from '@parley/ai'
import type { FastifyInstance } from 'fastify'
import type { Env } from '../env.ts'
import { outgoingProxy } from '../outgoing-proxy.ts'

/** What is traced, and how. */
export interface Traces {
  requests: (app: FastifyInstance) => void
  generations: AroundGeneration
  model: (model: Model) => Model
  tools: (tools: ToolSet) => ToolSet
  close: () => Promise<void>
}

/** Traces to the configured collector; undefined, and nothing of OpenTelemetry loaded, where there is none. */
export async function buildTraces(
  env: Env,
): Promise<Traces | undefined> {
  if (env.OTEL_EXPORTER_OTLP_ENDPOINT === undefined) return undefined
  const { createTracing } = await import('./tracing.ts')
  const { traceRequests } = await import('./requests.ts')
  const { traceGenerations } = await import('./generations.ts')
  const { traceModel } = await import('./model.ts')
  const { traceTools } = await import('./tools.ts')
  const tracing = createTracing({
    endpoint: env.OTEL_EXPORTER_OTLP_ENDPOINT,
    serviceName: env.OTEL_SERVICE_NAME,
    proxyEnv: outgoingProxy(env),
  })
  return {
    requests: (app) => traceRequests(app, tracing),
    generations: traceGenerations(tracing),
    model: (model) => traceModel(model, tracing),
    tools: (tools) => traceTools(tools, tracing),
    close: tracing.close,
  }
}
