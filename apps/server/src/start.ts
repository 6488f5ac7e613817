import type { AddressInfo } from 'node:net'
import { personas } from '@parley/ai'
import { createKeyedQueue, createLimits } from '@parley/api'
import { createDatabase, migrate, purgeDeletedChats } from '@parley/db'
import type { FastifyBaseLogger } from 'fastify'
import { pino } from 'pino'
import { buildBot } from './bot/build.ts'
import { buildAssistant } from './assistant.ts'
import type { CompleteEnv } from './env.ts'
import { deriveExportKey } from './export-key.ts'
import { limitStreams } from './http/streams.ts'
import { buildVerifier } from './init-data.ts'
import { loggerOptions } from './logger.ts'
import { resolveDatabaseUrl, webRoot } from './paths.ts'
import { startRetention } from './retention.ts'
import type { ServerParts } from './server.ts'
import { createServer } from './server.ts'
import { startSweeper } from './sweeper.ts'
import { buildTraces } from './tracing/build.ts'

/** Between the looks for replies of a dead server, milliseconds. A server that is silent for 20 s counts as dead. */
const SWEEP_MS = 5_000

/** What a reader of the log that has stalled may leave waiting; lines beyond it are dropped. 16 MiB. */
const UNREAD_LOG_LENGTH = 16 * 1_024 * 1_024

export interface Started {
  /** Where people reach the server. */
  url: string
  /** Where it listens, as seen from this machine. */
  localUrl: string
  log: FastifyBaseLogger
  /** Not ready, replies finished or checkpointed, connections closed, database closed. */
  stop: () => Promise<void>
}

export interface StartOptions {
  /** Whether the model is the demo one. */
  demo?: boolean
  /** Adds what only development and demo have. */
  addDevelopment?: ServerParts['addDevelopment']
  /** The token of a real bot, which is to open the app. */
  botToken?: string | undefined
  /** How long running replies may go on after the signal to end, milliseconds. Default: 20 s. */
  graceMs?: number
  /** Opens the database once it is migrated. */
  openDatabase?: typeof createDatabase
}

/** Builds everything from a complete configuration, and listens. */
export async function start(
  env: CompleteEnv,
  { demo = false, addDevelopment, botToken, graceMs = 20_000, openDatabase = createDatabase }: StartOptions = {},
): Promise<Started> {
  // Lines are written beside the event loop, and what is left of them when the process ends.
  const log = pino(loggerOptions(env), pino.destination({ sync: false, maxLength: UNREAD_LOG_LENGTH }))
  const databaseUrl = resolveDatabaseUrl(env.DATABASE_URL)
  await migrate(databaseUrl)
  const db = await openDatabase(databaseUrl)
  // Loaded only where they are configured: without, the server starts sooner.
  const shared = env.REDIS_URL === undefined
    ? undefined
    : (await import('./redis.ts'))
        .shareThroughRedis(env.REDIS_URL, { messagesPerMinute: env.RATE_LIMIT_MESSAGES_PER_MINUTE, log })
  const metrics = env.METRICS_TOKEN === undefined
    ? undefined
    : (await import('./metrics/metrics.ts')).createMetrics()
  const traces = await buildTraces(env)
  const assistant = limitStreams(buildAssistant(env, { db, log, shared, metrics, traces }), {
    perUser: env.STREAMS_PER_USER,
    onCount: (open) => metrics?.openStreams.set(open),
  })
  const now = () => new Date()
  const bot = await buildBot(env, { token: botToken, log })
  let closing = false

  const app = await createServer(env, {
    log,
    dependencies: {
      db,
      assistant,
      verifyInitData: buildVerifier(env),
      limits: createLimits({ db, now, ...(shared && { store: shared.rate }), settings: {
        messagesPerMinute: env.RATE_LIMIT_MESSAGES_PER_MINUTE,
        concurrentReplies: env.CONCURRENT_REPLIES_PER_USER,
        tokensPerDay: env.TOKENS_PER_USER_PER_DAY,
      } }),
      queue: createKeyedQueue(),
      features: { demo, models: env.GEMINI_MODELS, personas },
      now,
      exportKey: deriveExportKey(env),
    },
    isClosing: () => closing,
    isRedisUp: shared?.isUp,
    bot,
    metrics,
    traces,
    webRoot,
    addDevelopment,
  })

  const interrupted = await assistant.recover()
  if (interrupted > 0) log.warn({ interrupted }, 'replies of the last run were interrupted')
  const retention = startRetention({ purge: (options) => purgeDeletedChats(db, options), log })
  const sweeper = startSweeper({ sweep: assistant.sweep, everyMs: SWEEP_MS, log })
  const host = env.HOST ?? (env.NODE_ENV === 'production' ? '0.0.0.0' : 'localhost')
  await app.listen({ host, port: env.PORT })
  const { port } = app.server.address() as AddressInfo
  const localUrl = `http://localhost:${port}`
  bot?.start()

  return {
    url: env.PUBLIC_URL ?? localUrl,
    localUrl,
    log,
    async stop() {
      closing = true
      await bot?.stop()
      await retention.stop()
      await sweeper.stop()
      await assistant.close({ graceMs })
      await app.close()
      await shared?.close()
      await db.$disconnect()
      await traces?.close()
    },
  }
}
