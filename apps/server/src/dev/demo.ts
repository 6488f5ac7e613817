import { randomUUID } from 'node:crypto'
import { startGeminiEmulator, startWeatherEmulator } from '@parley/emulators'
import type { FastifyInstance } from 'fastify'
import type { CompleteEnv, Env } from '../env.ts'
import { DEMO_BOT_TOKEN } from '../env.ts'
import { addDevelopmentRoutes } from './routes.ts'

/** A configuration without gaps, and what stands in for the outside world in it. */
export interface Demo {
  env: CompleteEnv
  /** True when the model is the demo one. */
  demo: boolean
  addDevelopment: ((app: FastifyInstance) => Promise<void>) | undefined
  close: () => Promise<void>
}

/**
 * Fills what a configuration leaves open with stand-ins that speak the real wire. This folder is the only place that
 * loads the emulators; it is itself behind a dynamic import that production never takes.
 */
export async function withDemo(given: Env): Promise<Demo> {
  const { model, close } = await withDemoModel(given)
  const bot = given.BOT_TOKEN === undefined && given.BOT_ID === undefined ? { BOT_TOKEN: DEMO_BOT_TOKEN } : {}
  const env = { ...given, ...model, ...bot }
  const botToken = env.BOT_TOKEN
  return {
    env,
    demo: given.GEMINI_API_KEY === undefined,
    // With a bot's id alone nothing can be signed here, so there is no development user either.
    addDevelopment: botToken === undefined ? undefined : (app) => addDevelopmentRoutes(app, { botToken }),
    close,
  }
}

async function withDemoModel(given: Env) {
  const { GEMINI_API_KEY } = given
  if (GEMINI_API_KEY !== undefined) return { model: { GEMINI_API_KEY }, close: async () => {} }

  // Random, since a server without a bot's token derives its secrets from it.
  const apiKey = randomUUID()
  const gemini = await startGeminiEmulator({ apiKeys: [apiKey], models: given.GEMINI_MODELS })
  const ownWeather = given.WEATHER_API_KEY !== undefined || given.WEATHER_BASE_URL !== undefined
  const weather = ownWeather ? undefined : await startWeatherEmulator()
  return {
    model: {
      GEMINI_API_KEY: apiKey,
      GEMINI_BASE_URL: gemini.url,
      ...(weather && { WEATHER_BASE_URL: weather.url, GEOCODING_BASE_URL: weather.url }),
    },
    close: async () => {
      await Promise.all([gemini.close(), weather?.close()])
    },
  }
}
