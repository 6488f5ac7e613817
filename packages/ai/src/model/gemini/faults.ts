import type { ApiError } from '@google/genai'
import { z } from 'zod'
import { ModelError } from '../port.ts'
import type { ModelErrorKind } from '../port.ts'

/** What the SDK threw as a `ModelError`. No connection and a torn stream are `unavailable`. */
export function toModelError(error: unknown): ModelError {
  if (error instanceof ModelError) return error
  if (!isApiError(error)) {
    return new ModelError('unavailable', 'The connection to Gemini failed.', { cause: error })
  }
  const options = { cause: error, retryAfterMs: retryAfterMs(error) }
  return new ModelError(kindOf(error.status), `Gemini answered ${error.status}.`, options)
}

/** By name, as the SDK itself does: its class would load all of it. */
function isApiError(error: unknown): error is ApiError {
  return error instanceof Error && error.name === 'ApiError' && 'status' in error && typeof error.status === 'number'
}

/** Nothing came for `timeoutMs` milliseconds. */
export function idleError(timeoutMs: number): ModelError {
  return new ModelError('timeout', `Gemini sent nothing for ${timeoutMs} ms.`)
}

function kindOf(status: number): ModelErrorKind {
  if (status === 429) return 'busy'
  return status === 408 || status >= 500 ? 'unavailable' : 'rejected'
}

/**
 * google.rpc.Status with a RetryInfo among its details; a duration in proto JSON is seconds with an `s`
 * (https://github.com/googleapis/googleapis/blob/master/google/rpc/error_details.proto).
 */
const errorBody = z.object({
  error: z.object({
    details: z.array(z.object({
      '@type': z.string().optional(),
      retryDelay: z.string().regex(/^\d{1,6}(\.\d{1,9})?s$/).optional().catch(undefined),
    })),
  }),
})

function retryAfterMs({ message }: ApiError): number | undefined {
  const body = errorBody.safeParse(parseJson(message))
  const info = body.data?.error.details.find((detail) => detail['@type']?.endsWith('google.rpc.RetryInfo'))
  return info?.retryDelay === undefined ? undefined : Math.ceil(Number(info.retryDelay.slice(0, -1)) * 1000)
}

/** The SDK's message is the body; for an error inside a stream, the body after a few words. */
function parseJson(message: string): unknown {
  try {
    return JSON.parse(message.slice(message.indexOf('{')))
  } catch {
    return undefined
  }
}
