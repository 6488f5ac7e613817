import type { Assistant, Tools } from '@parley/ai'
import {
  createAssistant, createGeminiThread, createMemoryEventLog, createOpenMeteo, createTools, createWeatherApi,
} from '@parley/ai'
import type { Database } from '@parley/db'
import type { FastifyBaseLogger } from 'fastify'
import { v7 } from 'uuid'
import type { CompleteEnv, Env } from './env.ts'
import { meterEventLog } from './metrics/event-log.ts'
import type { Metrics } from './metrics/metrics.ts'
import { meterModel } from './metrics/model.ts'
import { meterTools } from './metrics/tools.ts'
import { outgoingProxy } from './outgoing-proxy.ts'
import type { Shared } from './redis.ts'
import { createReplyLog } from './reply-log.ts'
import type { Traces } from './tracing/build.ts'

/**
 * The assistant as the configuration wants it: alone, or with others through what is `shared`. `log` hears of what no
 * caller hears of.
 */
export function buildAssistant(
  env: CompleteEnv,
  { db, log, shared, metrics, traces }: {
    db: Database
    log: FastifyBaseLogger
    shared: Shared | undefined
    /** What is measured; undefined where nobody reads it. */
    metrics: Metrics | undefined
    /** What is traced; undefined where nobody collects it. */
    traces: Traces | undefined
  },
): Assistant {
  const gemini = createGeminiThread({
    apiKey: env.GEMINI_API_KEY,
    baseUrl: env.GEMINI_BASE_URL,
    apiVersion: env.GEMINI_API_VERSION,
    proxyEnv: outgoingProxy(env),
    onError: (err) => log.error({ err }, 'the thread that asks the model broke down'),
  })
  const replies = createReplyLog(log)
  const logged = replies.model(gemini)
  const model = traces ? traces.model(logged) : logged
  const tools = traces ? traces.tools(buildTools(env)) : buildTools(env)
  const eventLog = shared?.eventLog ?? createMemoryEventLog()
  return createAssistant({
    db,
    model: metrics ? meterModel(model, metrics) : model,
    tools: metrics ? meterTools(tools, metrics) : tools,
    models: { default: env.GEMINI_MODELS[0] ?? '', known: env.GEMINI_MODELS },
    contextTokens: env.CONTEXT_TOKENS,
    eventLog: metrics ? meterEventLog(eventLog, metrics) : eventLog,
    ...(shared && { stopSignals: shared.stopSignals }),
    alone: shared === undefined,
    around: (reply, run) => {
      const runLogged = (): ReturnType<typeof run> => replies.generations(reply, run)
      return traces ? traces.generations(reply, runLogged) : runLogged()
    },
    ownerId: v7(),
    onError: replies.onError,
  })
}

function buildTools({ WEATHER_API_KEY, WEATHER_BASE_URL, GEOCODING_BASE_URL }: Env): Tools {
  return createTools({
    weather: WEATHER_API_KEY === undefined
      ? createOpenMeteo({ fetch, forecastUrl: WEATHER_BASE_URL, geocodingUrl: GEOCODING_BASE_URL })
      : createWeatherApi({ fetch, apiKey: WEATHER_API_KEY, baseUrl: WEATHER_BASE_URL }),
  })
}
