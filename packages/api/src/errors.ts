import type { TRPC_ERROR_CODE_KEY } from '@trpc/server'

/** Every reason that an error can carry, with the tRPC code it travels under. */
const codes = {
  /** No initData came with the call. */
  INIT_DATA_MISSING: 'UNAUTHORIZED',
  /** The initData is not what Telegram signed for this bot. */
  INIT_DATA_INVALID: 'UNAUTHORIZED',
  /** The initData is too old: the app has to be opened again. */
  INIT_DATA_EXPIRED: 'UNAUTHORIZED',
  /** There is no such thing, or it is not this user's. */
  NOT_FOUND: 'NOT_FOUND',
  /** The input breaks its rules; `issues` says where. */
  INVALID_INPUT: 'BAD_REQUEST',
  /** The input is well formed but does not fit the thing it names, such as an id that is taken. */
  INVALID_OPERATION: 'BAD_REQUEST',
  /** The chat has a running reply. */
  REPLY_RUNNING: 'CONFLICT',
  /** Too many messages in a minute, or too much at once; `retryAfterMs` says when the next one is accepted. */
  RATE_LIMITED: 'TOO_MANY_REQUESTS',
  /** Too many replies run at once for this user. */
  TOO_MANY_REPLIES: 'TOO_MANY_REQUESTS',
  /** The day's tokens are used up; `retryAfterMs` says when the next day begins. */
  BUDGET_SPENT: 'TOO_MANY_REQUESTS',
  /** The server is shutting down; another one, or the same one soon, will answer. */
  SERVER_CLOSING: 'SERVICE_UNAVAILABLE',
  /** The database is busy, full or away. Nothing was stored. */
  STORAGE: 'SERVICE_UNAVAILABLE',
  /** Our fault. The log has the request's id. */
  INTERNAL: 'INTERNAL_SERVER_ERROR',
} as const satisfies Record<string, TRPC_ERROR_CODE_KEY>

/** The closed union that a client switches over. */
export type Reason = keyof typeof codes

/** A reason with what belongs to it, as it travels in `error.data`. */
export type ReasonData
  = | { reason: 'RATE_LIMITED' | 'BUDGET_SPENT', retryAfterMs: number, limit: number }
    | { reason: 'TOO_MANY_REPLIES', limit: number }
    | { reason: 'INVALID_INPUT', issues: { path: string, message: string }[] }
    | { reason: Exclude<Reason, 'RATE_LIMITED' | 'BUDGET_SPENT' | 'TOO_MANY_REPLIES' | 'INVALID_INPUT'> }

/** An error that the client is meant to understand. */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly data: ReasonData

  constructor(data: ReasonData, options?: ErrorOptions) {
    super(data.reason, options)
    this.data = data
  }

  get code(): TRPC_ERROR_CODE_KEY {
    return codes[this.data.reason]
  }
}
