import type { ReasonData } from '@parley/api'
import { AppError } from '@parley/api'
import type { FastifyError, FastifyInstance } from 'fastify'
import superjson from 'superjson'

interface Refusal {
  httpStatus: number
  code: string
  data: ReasonData
}

/**
 * Answers what never reached a procedure (a body that is too large or no JSON, an address with too much under way) in
 * the shape of a tRPC error, so that a client has one kind of error to read. https://trpc.io/docs/rpc
 */
export function addErrors(app: FastifyInstance): void {
  app.setErrorHandler(async (error: FastifyError | AppError, request, reply) => {
    const { httpStatus, code, data } = error instanceof AppError ? refused(error) : unreadable(error)
    if (httpStatus >= 500) request.log.error({ err: error }, 'request failed')
    // -32603 and -32600 are JSON-RPC's numbers for an internal error and an invalid request.
    const shape = {
      message: data.reason, code: httpStatus >= 500 ? -32603 : -32600, data: { code, httpStatus, ...data },
    }
    return await reply.code(httpStatus).type('application/json').send({ error: superjson.serialize(shape) })
  })
}

/** What a limit of the server itself refuses; a limit is the only one to throw here. */
function refused({ code, data }: AppError): Refusal {
  return { httpStatus: code === 'TOO_MANY_REQUESTS' ? 429 : 400, code, data }
}

function unreadable({ statusCode = 500, message }: FastifyError): Refusal {
  if (statusCode < 400 || statusCode >= 500) {
    return { httpStatus: Math.max(500, statusCode), code: 'INTERNAL_SERVER_ERROR', data: { reason: 'INTERNAL' } }
  }
  return {
    httpStatus: statusCode,
    code: statusCode === 413 ? 'PAYLOAD_TOO_LARGE' : 'BAD_REQUEST',
    data: { reason: 'INVALID_INPUT', issues: [{ path: '', message }] },
  }
}
