import type { FastifyBaseLogger, FastifyReply, FastifyRequest } from 'fastify'
import { LogController } from 'fastify'

/** Logs a request once, when it has been answered, with what was asked: a stream when it ends. */
export class RequestLog extends LogController {
  /** Without a search for secrets in each line: all that is in one is picked here and by the serialisers. */
  readonly #lines: FastifyBaseLogger

  constructor(log: FastifyBaseLogger) {
    super()
    this.#lines = log.child({}, { redact: [] })
  }

  override incomingRequest(): void {
    // The line at the end says all that one here would.
  }

  override requestCompleted(error: Error | null | undefined, request: FastifyRequest, reply: FastifyReply): void {
    const { elapsedTime: responseTime, statusCode } = reply
    if (error) request.log.error({ req: request, res: reply, responseTime, err: error }, 'request failed')
    else this.#lines.info({ reqId: request.id, req: request, res: { statusCode }, responseTime }, 'request completed')
  }
}
