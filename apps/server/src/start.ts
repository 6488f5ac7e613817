import type { AddressInfo } from 'node:net'
import { personas } from '@parley/ai'
import { createKeyedQueue, createLimits } from '@parley/api'
import { createDatabase, migrate } from '@parley/db'
import type { FastifyBaseLogger } from 'fastify'
import { pino } from 'pino'
import { buildAssistant } from './assistant.ts'
import type { CompleteEnv } from './env.ts'
import { buildVerifier } from './init-data.ts'
import { loggerOptions } from './logger.ts'
import { resolveDatabaseUrl, webRoot } from './paths.ts'
import type { ServerParts } from './server.ts'
import { createServer } from './server.ts'

/** How long running replies may go on after the signal to end, milliseconds. */
const GRACE_MS = 20_000

export interface Started {
  /** Where the server answers. */
  url: string
  log: FastifyBaseLogger
  /** Not ready, replies finished or checkpointed, connections closed, database closed. */
  stop: () => Promise<void>
}

/** Builds everything from a complete configuration, and listens. `addDevelopment` may add its own routes. */
export async function start(
  env: CompleteEnv,
  { demo, addDevelopment }: { demo: boolean, addDevelopment: ServerParts['addDevelopment'] },
): Promise<Started> {
  const log = pino(loggerOptions(env))
  const databaseUrl = resolveDatabaseUrl(env.DATABASE_URL)
  await migrate(databaseUrl)
  const db = await createDatabase(databaseUrl)
  const assistant = buildAssistant(env, { db, log })
  const now = () => new Date()
  let closing = false

  const app = await createServer(env, {
    log,
    dependencies: {
      db,
      assistant,
      verifyInitData: buildVerifier(env),
      limits: createLimits({ db, now, settings: {
        messagesPerMinute: env.RATE_LIMIT_MESSAGES_PER_MINUTE,
        concurrentReplies: env.CONCURRENT_REPLIES_PER_USER,
        tokensPerDay: env.TOKENS_PER_USER_PER_DAY,
      } }),
      queue: createKeyedQueue(),
      features: { demo, models: env.GEMINI_MODELS, personas },
      now,
    },
    isClosing: () => closing,
    webRoot,
    addDevelopment,
  })

  const interrupted = await assistant.recover()
  if (interrupted > 0) log.warn({ interrupted }, 'replies of the last run were interrupted')
  const host = env.HOST ?? (env.NODE_ENV === 'production' ? '0.0.0.0' : 'localhost')
  await app.listen({ host, port: env.PORT })
  const { port } = app.server.address() as AddressInfo

  return {
    url: env.PUBLIC_URL ?? `http://localhost:${port}`,
    log,
    async stop() {
      closing = true
      await assistant.close({ graceMs: GRACE_MS })
      await app.close()
      await db.$disconnect()
    },
  }
}
