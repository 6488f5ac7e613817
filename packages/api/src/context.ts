import type { Assistant, Persona } from '@parley/ai'
import type { Database } from '@parley/db'
import type { InitData } from '@parley/telegram'
import type { KeyedQueue } from './keyed-queue.ts'
import type { Reason } from './errors.ts'
import type { Limits } from './limits.ts'

/** What the server offers, for the page to show. */
export interface Features {
  /** The model is the demo one. */
  demo: boolean
  /** Model names, the default first. */
  models: string[]
  personas: readonly Persona[]
}

/** How a call went, for who measures. */
export type CallOutcome = 'OK' | Reason

/** What the API is built from, once, at start. */
export interface Dependencies {
  db: Database
  assistant: Assistant
  /** Throws `InitDataError` when Telegram does not vouch for the data. */
  verifyInitData: (raw: string) => InitData
  limits: Limits
  /** Takes a user's sends one at a time. */
  queue: KeyedQueue
  features: Features
  now: () => Date
  /** Signs the addresses of exports: 32 bytes that every server has and nobody else. */
  exportKey: Uint8Array
  /** Told of each call of a procedure; what it gives is told how the call went: well, for a stream that is open. */
  onCall?: ((procedure: string) => (outcome: CallOutcome) => void) | undefined
}

export interface Context extends Dependencies {
  /** The `Authorization` header as it came. */
  authorization: string | undefined
  /** Names the request, for the log. */
  requestId: string | undefined
}

/** The context of one call. Tests call this; the server's adapter only reads the header. */
export function createContext(
  dependencies: Dependencies,
  { authorization, requestId }: { authorization: string | undefined, requestId?: string | undefined },
): Context {
  return { ...dependencies, authorization, requestId }
}
