import type { FastifyReply, FastifyRequest } from 'fastify'
import { LogController } from 'fastify'

/** Logs a request once, when it has been answered, with what was asked: a stream when it ends. */
export class RequestLog extends LogController {
  override incomingRequest(): void {
    // The line at the end says all that one here would.
  }

  override requestCompleted(error: Error | null | undefined, request: FastifyRequest, reply: FastifyReply): void {
    const line = { req: request, res: reply, responseTime: reply.elapsedTime }
    if (error) request.log.error({ ...line, err: error }, 'request failed')
    else request.log.info(line, 'request completed')
  }
}
