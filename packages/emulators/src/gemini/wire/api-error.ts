/** The canonical code names that go with the HTTP codes (google/rpc/code.proto). */
const statusNames: Record<number, string> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  408: 'DEADLINE_EXCEEDED',
  409: 'ABORTED',
  429: 'RESOURCE_EXHAUSTED',
  499: 'CANCELLED',
  500: 'INTERNAL',
  501: 'UNIMPLEMENTED',
  503: 'UNAVAILABLE',
  504: 'DEADLINE_EXCEEDED',
}

const messages: Record<number, string> = {
  408: 'Request timed out.',
  429: 'You exceeded your current quota, please check your plan and billing details.',
  500: 'An internal error has occurred. Please retry or report in https://developers.generativeai.google/guide/troubleshooting',
  503: 'The model is overloaded. Please try again later.',
  504: 'Deadline expired before operation could complete.',
}

const service = 'generativelanguage.googleapis.com'

/** A refusal as the Gemini API words it: `{ error: { code, message, status, details } }` (google/rpc/status.proto). */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly code: number
  readonly details: object[]

  constructor(code: number, message: string, details: object[] = []) {
    super(message)
    this.code = code
    this.details = details
  }

  toJSON(): { error: { code: number, message: string, status: string, details?: object[] } } {
    const status = statusNames[this.code] ?? 'UNKNOWN'
    return {
      error: {
        code: this.code,
        message: this.message,
        status,
        ...(this.details.length > 0 && { details: this.details }),
      },
    }
  }
}

/** 400 INVALID_ARGUMENT, with the field that is at fault when it is known. */
export function invalidArgument(message: string, field?: string): ApiError {
  const details = field === undefined
    ? []
    : [{ '@type': 'type.googleapis.com/google.rpc.BadRequest', fieldViolations: [{ field, description: message }] }]
  return new ApiError(400, message, details)
}

/** What a wrong key gets. The real API answers 403 when there is no key at all; here both are this one. */
export function invalidKey(): ApiError {
  const message = 'API key not valid. Please pass a valid API key.'
  return new ApiError(400, message, [
    {
      '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
      reason: 'API_KEY_INVALID',
      domain: 'googleapis.com',
      metadata: { service },
    },
    { '@type': 'type.googleapis.com/google.rpc.LocalizedMessage', locale: 'en-US', message },
  ])
}

/** A fault of the service, with `RetryInfo` (google/rpc/error_details.proto) when `retryAfterMs` is given. */
export function serviceFault(
  code: number,
  options: { message?: string | undefined, retryAfterMs?: number | undefined } = {},
): ApiError {
  const message = options.message ?? messages[code] ?? `The service answered ${code}.`
  const details: object[] = []
  if (code === 429) {
    details.push({
      '@type': 'type.googleapis.com/google.rpc.QuotaFailure',
      violations: [{ quotaMetric: `${service}/generate_content_requests`, quotaId: 'GenerateRequestsPerMinutePerProjectPerModel' }],
    })
  }
  if (options.retryAfterMs !== undefined) {
    details.push({
      '@type': 'type.googleapis.com/google.rpc.RetryInfo',
      retryDelay: `${options.retryAfterMs / 1000}s`,
    })
  }
  return new ApiError(code, message, details)
}
