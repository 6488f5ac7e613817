import type { AppRouter, Dependencies } from '@parley/api'
import { appRouter, createContext, toAppError } from '@parley/api'
import type { FastifyTRPCPluginOptions } from '@trpc/server/adapters/fastify'
import { fastifyTRPCPlugin } from '@trpc/server/adapters/fastify'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import { addEvents } from './events.ts'
import { MAX_BATCH } from './limits.ts'

/** The API under `/trpc`. */
export async function addApi(app: FastifyInstance, dependencies: Dependencies): Promise<void> {
  addEvents(app, dependencies, logFailure)
  await app.register(fastifyTRPCPlugin, {
    prefix: '/trpc',
    trpcOptions: {
      router: appRouter,
      maxBatchSize: MAX_BATCH,
      createContext: ({ req }) => createContext(dependencies, { authorization: req.headers.authorization }),
      onError: ({ error, path, req }) => logFailure(req.log, error, path),
    } satisfies FastifyTRPCPluginOptions<AppRouter>['trpcOptions'],
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
