import { randomUUID } from 'node:crypto'
import type { Dependencies } from '@parley/api'
import type { Bot } from '@parley/bot'
import cors from '@fastify/cors'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import { fastify } from 'fastify'
import { addBot } from './bot/route.ts'
import type { Env } from './env.ts'
import { addApi } from './http/api.ts'
import { addErrors } from './http/errors.ts'
import { addExports } from './http/exports.ts'
import { addHealth } from './http/health.ts'
import { addSecurityHeaders } from './http/headers.ts'
import { connectionLimits, limitAddresses } from './http/limits.ts'
import { RequestLog } from './http/request-log.ts'
import { addWeb } from './http/web.ts'
import type { Metrics } from './metrics/metrics.ts'
import { meterCalls } from './metrics/calls.ts'
import { addMetrics } from './metrics/route.ts'
import type { Traces } from './tracing/build.ts'

/** The largest request body, bytes: a message of 8,000 characters in any script, and room for a batch. */
const BODY_LIMIT = 256 * 1024

export interface ServerParts {
  dependencies: Dependencies
  /** True from the signal to end on. */
  isClosing: () => boolean
  /** Undefined where there is no Redis. */
  isRedisUp: (() => boolean) | undefined
  bot: Bot | undefined
  /** With METRICS_TOKEN. */
  metrics: Metrics | undefined
  /** With OTEL_EXPORTER_OTLP_ENDPOINT. */
  traces: Traces | undefined
  /** Where the built app stands. */
  webRoot: string
  log: FastifyBaseLogger
  /** Adds what only development and demo have. */
  addDevelopment: ((app: FastifyInstance) => Promise<void>) | undefined
}

/** The HTTP side of the server: everything but listening. */
export async function createServer(env: Env, parts: ServerParts): Promise<FastifyInstance> {
  const { dependencies, isClosing, isRedisUp, bot, metrics, traces, webRoot, log, addDevelopment } = parts
  const app: FastifyInstance = fastify({
    loggerInstance: log,
    trustProxy: toTrustProxy(env.TRUST_PROXY),
    bodyLimit: BODY_LIMIT,
    genReqId: () => randomUUID(),
    logController: new RequestLog(log),
    // The names of a batch's calls are in the path; how many they may be is checked there.
    routerOptions: { maxParamLength: 10_000 },
    // Streams stay open for as long as a chat does; closing the server ends them.
    forceCloseConnections: true,
    ...connectionLimits,
  })
  traces?.requests(app)
  addErrors(app)
  addSecurityHeaders(app, { https: env.PUBLIC_URL?.startsWith('https:') === true })
  limitAddresses(app, { perAddress: env.CONNECTIONS_PER_ADDRESS })
  if (env.CORS_ALLOWED_ORIGINS.length > 0) {
    await app.register(cors, {
      origin: env.CORS_ALLOWED_ORIGINS,
      methods: ['GET', 'POST'],
      allowedHeaders: ['authorization', 'content-type', 'last-event-id', 'trpc-accept'],
      maxAge: env.CORS_PREFLIGHT_MAX_AGE,
    })
  }
  addHealth(app, { db: dependencies.db, isClosing, isRedisUp })
  const { METRICS_TOKEN } = env
  if (metrics && METRICS_TOKEN !== undefined) addMetrics(app, { registry: metrics.registry, token: METRICS_TOKEN })
  await addApi(app, { ...dependencies, onCall: metrics && meterCalls(metrics) })
  addExports(app, dependencies)
  if (bot) addBot(app, bot)
  await addDevelopment?.(app)
  await addWeb(app, webRoot)
  return app
}

/** A number means that many proxies, counted from this server. */
function toTrustProxy(trust: Env['TRUST_PROXY']) {
  return typeof trust === 'number' ? (_address: string, hop: number) => hop < trust : trust
}
