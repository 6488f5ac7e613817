import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import Fastify from 'fastify'
import type { FastifyBaseLogger } from 'fastify'
import type { GeminiControl } from './control/control.ts'
import { createControl } from './control/control.ts'
import type { GeminiJournal } from './control/journal.ts'
import { createJournal } from './control/journal.ts'
import { controlRoutes } from './control/routes.ts'
import type { Pace } from './play/pace.ts'
import { defaultPace } from './play/pace.ts'
import { createTicker } from './play/ticker.ts'
import { modelRoutes } from './routes.ts'
import { defaultModels } from './wire/models.ts'

export interface GeminiEmulatorOptions {
  /** Any free one when absent or 0. */
  port?: number
  /** Default `127.0.0.1`. */
  host?: string
  pace?: Partial<Pace>
  logger?: FastifyBaseLogger
  /** The keys that are valid; any key when absent. */
  apiKeys?: readonly string[]
  /** The models that exist, by their bare names. */
  models?: readonly string[]
  /** How many requests the journal keeps. */
  journalLimit?: number
  /** Makes the ids of responses and calls. */
  newId?: () => string
}

export interface GeminiEmulator {
  /** For `httpOptions.baseUrl`: no version, no slash at the end. */
  url: string
  journal: GeminiJournal
  control: GeminiControl
  close: () => Promise<void>
}

/**
 * A stand-in for the Gemini API that speaks its REST wire on `/v1` and `/v1beta`, as strict as the real one
 * (ai.google.dev/api), with a small brain of its own. Rejects when the port is taken.
 */
export async function startGeminiEmulator(options: GeminiEmulatorOptions = {}): Promise<GeminiEmulator> {
  const { host = '127.0.0.1', port = 0, logger } = options
  const journal = createJournal(options.journalLimit ?? 1_000)
  const control = createControl(journal.clear)
  const ticker = createTicker()
  const server = Fastify({
    forceCloseConnections: true,
    bodyLimit: 32 * 1024 * 1024,
    ...(logger !== undefined && { loggerInstance: logger }),
  })

  controlRoutes(server, control, journal)
  modelRoutes(server, {
    journal,
    control,
    ticker,
    pace: { ...defaultPace, ...options.pace },
    apiKeys: options.apiKeys,
    models: options.models ?? defaultModels,
    newId: options.newId ?? (() => randomUUID().replaceAll('-', '').slice(0, 16)),
    now: () => performance.timeOrigin + performance.now(),
  })

  await server.listen({ host, port })
  const address = server.server.address() as AddressInfo
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`,
    journal,
    control,
    close: async () => {
      ticker.close()
      journal.close()
      await server.close()
    },
  }
}
