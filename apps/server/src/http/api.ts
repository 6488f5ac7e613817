import type { AppRouter, Dependencies } from '@parley/api'
import { appRouter, createContext, toAppError } from '@parley/api'
import type { FastifyTRPCPluginOptions } from '@trpc/server/adapters/fastify'
import { fastifyTRPCPlugin } from '@trpc/server/adapters/fastify'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import { addEvents } from './events.ts'
import { MAX_BATCH } from './limits.ts'
import { answerPlainCalls, readPlainCalls } from './plain-calls.ts'

/** The API under `/trpc`: plain calls by our own short way, all else by tRPC's adapter. */
export async function addApi(app: FastifyInstance, dependencies: Dependencies): Promise<void> {
  addEvents(app, dependencies, logFailure)
  await app.register(async (scope) => {
    addPlainCalls(scope, dependencies)
    await scope.register(fastifyTRPCPlugin, {
      prefix: '/trpc',
      trpcOptions: {
        router: appRouter,
        maxBatchSize: MAX_BATCH,
        createContext: ({ req }) =>
          createContext(dependencies, { authorization: req.headers.authorization, requestId: req.id }),
        onError: ({ error, path, req }) => logFailure(req.log, error, path),
      } satisfies FastifyTRPCPluginOptions<AppRouter>['trpcOptions'],
    })
  })
}

/** In front of the adapter's route, which reads bodies as text. */
function addPlainCalls(scope: FastifyInstance, dependencies: Dependencies): void {
  scope.addHook('preHandler', async (request, reply) => {
    const calls = readPlainCalls(request)
    if (calls === null) return
    const abort = new AbortController()
    reply.raw.once('close', () => {
      if (!reply.raw.writableEnded) abort.abort()
    })
    const { status, body } = await answerPlainCalls(calls, {
      ctx: createContext(dependencies, { authorization: request.headers.authorization, requestId: request.id }),
      signal: abort.signal,
      onError: (error, path) => logFailure(request.log, error, path),
    })
    return reply.code(status).headers({ 'content-type': 'application/json', vary: 'trpc-accept, accept' }).send(body)
  })
}

function logFailure(log: FastifyBaseLogger, error: Error, path: string | undefined): void {
  const { data, cause } = toAppError(error)
  if (data.reason === 'INTERNAL' || data.reason === 'STORAGE') {
    log.error({ path, reason: data.reason, err: cause ?? error }, 'call failed')
  } else {
    log.debug({ path, reason: data.reason }, 'call refused')
  }
}
