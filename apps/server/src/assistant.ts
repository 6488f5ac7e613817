import type { Assistant, Tools } from '@parley/ai'
import {
  createAssistant, createGeminiModel, createMemoryEventLog, createOpenMeteo, createTools, createWeatherApi,
} from '@parley/ai'
import type { Database } from '@parley/db'
import type { FastifyBaseLogger } from 'fastify'
import { v7 } from 'uuid'
import type { CompleteEnv, Env } from './env.ts'

/** The assistant as the configuration wants it. `log` hears of what no caller hears of. */
export function buildAssistant(
  env: CompleteEnv,
  { db, log }: { db: Database, log: Pick<FastifyBaseLogger, 'error'> },
): Assistant {
  return createAssistant({
    db,
    model: createGeminiModel({
      apiKey: env.GEMINI_API_KEY,
      baseUrl: env.GEMINI_BASE_URL,
      apiVersion: env.GEMINI_API_VERSION,
    }),
    tools: buildTools(env),
    models: { default: env.GEMINI_MODELS[0] ?? '', known: env.GEMINI_MODELS },
    contextTokens: env.CONTEXT_TOKENS,
    eventLog: createMemoryEventLog(),
    ownerId: v7(),
    onError: (err, where) => log.error({ err, ...where }, 'generation trouble'),
  })
}

function buildTools({ WEATHER_API_KEY, WEATHER_BASE_URL, GEOCODING_BASE_URL }: Env): Tools {
  return createTools({
    weather: WEATHER_API_KEY === undefined
      ? createOpenMeteo({ fetch, forecastUrl: WEATHER_BASE_URL, geocodingUrl: GEOCODING_BASE_URL })
      : createWeatherApi({ fetch, apiKey: WEATHER_API_KEY, baseUrl: WEATHER_BASE_URL }),
  })
}
