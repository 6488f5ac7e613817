import { AsyncLocalStorage } from 'node:async_hooks'
import type { ProxyEnv } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Attributes, Context, Span, SpanKind } from '@opentelemetry/api'
import { ROOT_CONTEXT, trace } from '@opentelemetry/api'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace'

/** A collector that does not answer is not waited for any longer than this when the server ends. */
const GOODBYE_MS = 2_000

/** Makes spans, each below the one that it is run in. They hold names, numbers and ends, never what anybody wrote. */
export interface Tracing {
  startSpan: (name: string, options: { kind?: SpanKind, attributes: Attributes }) => Span
  /** Runs something so that the spans it starts, then or later, are below `span`. */
  within: <T>(span: Span, run: () => T) => T
  /** Sends what is left. */
  close: () => Promise<void>
}

/**
 * Traces, sent to an OpenTelemetry collector by OTLP over HTTP, in batches. Where the collector does not take them,
 * they are lost, and nothing else happens. https://opentelemetry.io/docs/specs/otlp/#otlphttp
 */
export function createTracing(
  { endpoint, serviceName, proxyEnv }: { endpoint: string, serviceName: string, proxyEnv?: ProxyEnv | undefined },
): Tracing {
  const exporter = new OTLPTraceExporter({
    url: `${endpoint}/v1/traces`,
    ...(proxyEnv && { httpAgentOptions: { keepAlive: true, proxyEnv } }),
  })
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': serviceName }),
    spanProcessors: [new BatchSpanProcessor({ exporter })],
  })
  const tracer = provider.getTracer('parley')
  const current = new AsyncLocalStorage<Context>()
  const here = () => current.getStore() ?? ROOT_CONTEXT
  return {
    startSpan: (name, options) => tracer.startSpan(name, options, here()),
    within: (span, run) => current.run(trace.setSpan(here(), span), run),
    close: async () => {
      const sent = provider.shutdown().catch(() => undefined)
      await Promise.race([sent, sleep(GOODBYE_MS, undefined, { ref: false })])
    },
  }
}
