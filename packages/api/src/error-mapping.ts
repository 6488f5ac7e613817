import { ClosingError, InvalidOperationError, NotFoundError, ReplyRunningError } from '@parley/ai'
import { isBusyOrFull, isNotFound } from '@parley/db'
import { InitDataError } from '@parley/telegram'
import { TRPCError } from '@trpc/server'
import { ZodError } from 'zod'
import type { ReasonData } from './errors.ts'
import { AppError } from './errors.ts'

/** What any thrown thing means to the client. What is not known by name is `INTERNAL`, and its words stay here. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  if (error instanceof TRPCError) return fromTRPC(error)
  return new AppError(reasonOf(error), { cause: error })
}

function reasonOf(error: unknown): ReasonData {
  if (error instanceof InitDataError) return { reason: `INIT_DATA_${error.reason}` }
  if (error instanceof NotFoundError || isNotFound(error)) return { reason: 'NOT_FOUND' }
  if (error instanceof ReplyRunningError) return { reason: 'REPLY_RUNNING' }
  if (error instanceof InvalidOperationError) return { reason: 'INVALID_OPERATION' }
  if (error instanceof ClosingError) return { reason: 'SERVER_CLOSING' }
  if (error instanceof ZodError) return invalidInput(error)
  if (isBusyOrFull(error)) return { reason: 'STORAGE' }
  return { reason: 'INTERNAL' }
}

/** tRPC wraps what a procedure throws, and has errors of its own for a request it cannot read. */
function fromTRPC(error: TRPCError): AppError {
  if (error.cause !== undefined && error.code === 'INTERNAL_SERVER_ERROR') return toAppError(error.cause)
  if (error.cause instanceof AppError) return error.cause
  switch (error.code) {
    case 'BAD_REQUEST':
    case 'PARSE_ERROR':
    case 'METHOD_NOT_SUPPORTED':
    case 'UNSUPPORTED_MEDIA_TYPE':
    case 'PAYLOAD_TOO_LARGE':
      return new AppError(
        error.cause instanceof ZodError
          ? invalidInput(error.cause)
          : { reason: 'INVALID_INPUT', issues: [] },
        { cause: error },
      )
    case 'NOT_FOUND':
      return new AppError({ reason: 'NOT_FOUND' }, { cause: error })
    default:
      return new AppError({ reason: 'INTERNAL' }, { cause: error })
  }
}

function invalidInput(error: ZodError): ReasonData {
  const issues = error.issues.slice(0, 10).map((issue) => ({ path: issue.path.join('.'), message: issue.message }))
  return { reason: 'INVALID_INPUT', issues }
}
