import type { ModelChunk, ModelErrorKind } from '../../port.ts'
import { ModelError } from '../../port.ts'
import type { GeminiRequest } from '../parameters.ts'

/** To the thread. `id` is the call's, chosen by who asks. */
export type Order = { id: number, request: GeminiRequest } | { id: number, stop: true }

/** From the thread: what came for a call. Nothing comes after its `end`. */
export interface News {
  id: number
  chunks: ModelChunk[]
  end?: { fault?: Fault }
}

/** An error, as it passes from thread to thread. `kind` is absent for a defect; `code` is the network's. */
export interface Fault {
  kind?: ModelErrorKind
  message: string
  retryAfterMs?: number | undefined
  code?: string | undefined
}

export function toFault(error: unknown): Fault {
  if (!(error instanceof ModelError)) return { message: error instanceof Error ? error.message : String(error) }
  const { kind, message, retryAfterMs, code } = error
  return { kind, message, retryAfterMs, code }
}

export function fromFault({ kind, message, retryAfterMs, code }: Fault): Error {
  if (kind === undefined) return new Error(message)
  const cause = code === undefined ? undefined : Object.assign(new Error(code), { code })
  return new ModelError(kind, message, { retryAfterMs, cause })
}
