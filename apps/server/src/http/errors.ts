import type { ReasonData } from '@parley/api'
import type { FastifyError, FastifyInstance } from 'fastify'
import superjson from 'superjson'

/**
 * Answers what never reached a procedure (a body that is too large or no JSON) in the shape of a tRPC error, so that a
 * client has one kind of error to read. https://trpc.io/docs/rpc
 */
export function addErrors(app: FastifyInstance): void {
  app.setErrorHandler(async (error: FastifyError, request, reply) => {
    const httpStatus = error.statusCode !== undefined && error.statusCode >= 400 ? error.statusCode : 500
    if (httpStatus >= 500) request.log.error({ err: error }, 'request failed')
    const reason: ReasonData = httpStatus >= 500
      ? { reason: 'INTERNAL' }
      : { reason: 'INVALID_INPUT', issues: [{ path: '', message: error.message }] }
    const code = httpStatus === 413 ? 'PAYLOAD_TOO_LARGE' : httpStatus >= 500 ? 'INTERNAL_SERVER_ERROR' : 'BAD_REQUEST'
    // -32603 and -32600 are JSON-RPC's numbers for an internal error and an invalid request.
    const shape = {
      message: reason.reason, code: httpStatus >= 500 ? -32603 : -32600, data: { code, httpStatus, ...reason },
    }
    return await reply.code(httpStatus).type('application/json').send({ error: superjson.serialize(shape) })
  })
}
