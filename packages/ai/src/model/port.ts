import type { z } from 'zod'

/** JSON that a provider sent with a part and wants back unchanged (a thought signature, for example). */
export type ProviderData = Record<string, unknown>

export interface ModelTextPart {
  type: 'text'
  text: string
  providerData?: ProviderData
}

/** The model's own reasoning: kept and sent back, never shown. */
export interface ModelThoughtPart {
  type: 'thought'
  text: string
  providerData?: ProviderData
}

export interface ModelToolCallPart {
  type: 'tool-call'
  callId: string
  name: string
  input: unknown
  providerData?: ProviderData
}

/** What a tool answered. `output` is JSON; a failure is `{ error: string }`. */
export interface ModelToolResultPart {
  type: 'tool-result'
  callId: string
  name: string
  output: unknown
}

export type ModelPart = ModelTextPart | ModelThoughtPart | ModelToolCallPart | ModelToolResultPart

/** One turn. Tool results go back in a turn of the role `user`, all results of parallel calls together. */
export interface ModelContent {
  role: 'user' | 'model'
  parts: ModelPart[]
}

export interface ToolDeclaration {
  name: string
  description: string
  input: z.ZodType
}

export interface ModelRequest {
  model: string
  system: string
  contents: ModelContent[]
  tools: readonly ToolDeclaration[]
  /** Upper bound for the reply, in tokens; the provider's own default when absent. */
  maxOutputTokens?: number
}

export interface ModelUsage {
  promptTokens: number
  replyTokens: number
  thinkingTokens: number
}

/** Why a model stopped. `blocked-prompt` comes before any part; a provider's unknown reasons are `other`. */
export type ModelFinishReason
  = | 'stop'
    | 'max-tokens'
    | 'blocked-prompt'
    | 'blocked-reply'
    | 'malformed-call'
    | 'other'

export type ModelChunk
  = | { type: 'part', part: ModelTextPart | ModelThoughtPart | ModelToolCallPart }
  /** What the call used up to here: the last one counts. */
    | { type: 'usage', usage: ModelUsage }
    | { type: 'finish', reason: ModelFinishReason }

/**
 * What Parley needs from a model: a stream of parts that ends with one `finish` chunk. A stream that ends without one
 * was cut off. Faults are thrown as `ModelError`; an abort of `signal` closes the upstream connection.
 */
export interface Model {
  stream: (request: ModelRequest, options: { signal: AbortSignal }) => AsyncIterable<ModelChunk>
}

/**
 * `busy`: over quota (429), may carry `retryAfterMs`. `unavailable`: 408, 5xx or no connection. `timeout`: nothing came
 * for too long. `rejected`: the request or the key is wrong, and trying again will not help.
 */
export type ModelErrorKind = 'busy' | 'unavailable' | 'timeout' | 'rejected'

/** A fault of the model or of the way to it. */
export class ModelError extends Error {
  override readonly name = 'ModelError'
  readonly kind: ModelErrorKind
  /** How long the provider asked to wait, in milliseconds. */
  readonly retryAfterMs: number | undefined

  constructor(
    kind: ModelErrorKind,
    message: string,
    options: { retryAfterMs?: number | undefined, cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause })
    this.kind = kind
    this.retryAfterMs = options.retryAfterMs
  }

  /** The network's word for it (`ECONNREFUSED`, `ERR_PROXY_TUNNEL`), where it has one. */
  get code(): string | undefined {
    const { cause } = this
    return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined
  }
}
