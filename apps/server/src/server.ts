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
import { addHealth } from './http/health.ts'
import { addSecurityHeaders } from './http/headers.ts'
import { addWeb } from './http/web.ts'

/** The largest request body, bytes: a message of 8,000 characters in any script, and room for a batch. */
const BODY_LIMIT = 256 * 1024

export interface ServerParts {
  dependencies: Dependencies
  /** True from the signal to end on. */
  isClosing: () => boolean
  /** Undefined where there is no Redis. */
  isRedisUp: (() => boolean) | undefined
  bot: Bot | undefined
  /** Where the built app stands. */
  webRoot: string
  log: FastifyBaseLogger
  /** Adds what only development and demo have. */
  addDevelopment: ((app: FastifyInstance) => Promise<void>) | undefined
}

/** The HTTP side of the server: everything but listening. */
export async function createServer(env: Env, parts: ServerParts): Promise<FastifyInstance> {
  const { dependencies, isClosing, isRedisUp, bot, webRoot, log, addDevelopment } = parts
  const app: FastifyInstance = fastify({
    loggerInstance: log,
    trustProxy: toTrustProxy(env.TRUST_PROXY),
    bodyLimit: BODY_LIMIT,
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: 500 },
    // Streams stay open for as long as a chat does; closing the server ends them.
    forceCloseConnections: true,
  })
  addErrors(app)
  addSecurityHeaders(app)
  if (env.CORS_ALLOWED_ORIGINS.length > 0) {
    await app.register(cors, {
      origin: env.CORS_ALLOWED_ORIGINS,
      methods: ['GET', 'POST'],
      allowedHeaders: ['authorization', 'content-type', 'last-event-id', 'trpc-accept'],
      maxAge: env.CORS_PREFLIGHT_MAX_AGE,
    })
  }
  addHealth(app, { db: dependencies.db, isClosing, isRedisUp })
  await addApi(app, dependencies)
  if (bot) addBot(app, bot)
  await addDevelopment?.(app)
  await addWeb(app, webRoot)
  return app
}

/** A number means that many proxies, counted from this server. */
function toTrustProxy(trust: Env['TRUST_PROXY']) {
  return typeof trust === 'number' ? (_address: string, hop: number) => hop < trust : trust
}
