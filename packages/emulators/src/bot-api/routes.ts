import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ZodError } from 'zod'
import type { BotAccount } from './account.ts'
import { badRequest, BotApiError } from './error.ts'
import type { BotApiRuleBook } from './faults.ts'
import type { BotApiJournalWriter } from './journal.ts'
import { methods } from './methods.ts'

export interface BotApiDeps {
  token: string
  account: BotAccount
  journal: BotApiJournalWriter
  control: BotApiRuleBook
}

/** `/bot<token>/<method>`, and `/bot<token>/test/<method>` of the test environment, by GET or POST. */
export function botApiRoutes(server: FastifyInstance, deps: BotApiDeps): void {
  server.route({
    method: ['GET', 'POST'],
    url: '/*',
    handler: (request, reply) => respond(deps, request, reply),
  })
  server.setErrorHandler((error, _request, reply) => {
    if (error instanceof BotApiError) return reply.code(error.code).send(error.toJSON())
    throw error
  })
}

async function respond(deps: BotApiDeps, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const [, token = '', method = ''] = /^\/bot([^/]+)\/(?:test\/)?(\w+)(?:\?|$)/.exec(request.url) ?? []
  const payload = { ...request.query as object, ...request.body as object }
  const call = deps.journal.begin({ method, payload })
  reply.raw.on('close', () => {
    if (reply.raw.writableFinished) call.status = reply.raw.statusCode
  })
  if (token !== deps.token) throw new BotApiError(401, 'Unauthorized')
  const fault = deps.control.take(method)
  if (fault?.kind === 'limited') {
    throw new BotApiError(429, `Too Many Requests: retry after ${fault.retryAfter}`, { retry_after: fault.retryAfter })
  }
  if (fault?.kind === 'error') throw new BotApiError(fault.code, fault.description)
  if (fault?.kind === 'reset') {
    reply.hijack()
    request.raw.socket.resetAndDestroy()
    return reply
  }
  if (!Object.hasOwn(methods, method)) throw new BotApiError(404, 'Not Found')
  return reply.send({ ok: true, result: await run(deps.account, method, payload, reply) })
}

async function run(
  account: BotAccount,
  method: string,
  payload: Record<string, unknown>,
  { raw }: FastifyReply,
): Promise<unknown> {
  const gone = new AbortController()
  raw.on('close', () => gone.abort())
  try {
    return await methods[method]?.(account, payload, gone.signal)
  } catch (error) {
    if (!(error instanceof ZodError)) throw error
    throw badRequest(error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '))
  }
}
