import type { AddressInfo } from 'node:net'
import Fastify from 'fastify'
import type { FastifyBaseLogger } from 'fastify'
import type { WeatherControl } from './control.ts'
import { createWeatherControl } from './control.ts'
import type { WeatherJournal } from './journal.ts'
import { createWeatherJournal } from './journal.ts'
import { weatherControlRoutes, weatherRoutes } from './routes.ts'

export interface WeatherEmulatorOptions {
  /** Any free one when absent or 0. */
  port?: number
  /** Default `127.0.0.1`. */
  host?: string
  logger?: FastifyBaseLogger
  /** The keys that WeatherAPI.com's endpoints take; any key when absent. */
  apiKeys?: readonly string[]
  /** What time it is; the sample weather follows from it. */
  clock?: () => Date
  /** How many requests the journal keeps. */
  journalLimit?: number
}

export interface WeatherEmulator {
  /** For `WEATHER_BASE_URL` and `GEOCODING_BASE_URL` alike: no version, no slash at the end. */
  url: string
  journal: WeatherJournal
  control: WeatherControl
  close: () => Promise<void>
}

/**
 * A stand-in for Open-Meteo (geocoding and forecast) and WeatherAPI.com, with sample data that follows from place and
 * date. Rejects when the port is taken.
 */
export async function startWeatherEmulator(options: WeatherEmulatorOptions = {}): Promise<WeatherEmulator> {
  const { host = '127.0.0.1', port = 0, logger } = options
  const journal = createWeatherJournal(options.journalLimit ?? 1_000)
  const control = createWeatherControl(journal.clear)
  const closing = new AbortController()
  const deps = {
    journal,
    control,
    apiKeys: options.apiKeys,
    clock: options.clock ?? (() => new Date()),
    closing: closing.signal,
  }
  const server = Fastify({ forceCloseConnections: true, ...(logger !== undefined && { loggerInstance: logger }) })
  weatherControlRoutes(server, deps)
  weatherRoutes(server, deps)

  await server.listen({ host, port })
  const address = server.server.address() as AddressInfo
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`,
    journal,
    control,
    close: async () => {
      closing.abort()
      await server.close()
    },
  }
}
