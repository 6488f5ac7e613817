import { QueryClient } from '@tanstack/vue-query'
import { onTestFinished } from 'vitest'
import { effectScope } from 'vue'
import type { EffectScope } from 'vue'
import { createTRPCOptionsProxy } from '../src/index.ts'
import type { TRPCOptionsProxy } from '../src/index.ts'
import type { AppRouter } from './router.ts'
import { startServer } from './server.ts'
import type { TestServer } from './server.ts'

export interface Setup extends TestServer {
  trpc: TRPCOptionsProxy<AppRouter>
  queryClient: QueryClient
  scope: EffectScope
  /** Runs a composable in the test's scope. */
  run: <T>(composable: () => T) => T
}

/** A server, a proxy and a scope for one test; all end with it. */
export async function setUp(): Promise<Setup> {
  const server = await startServer()
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const scope = effectScope()
  onTestFinished(async () => {
    scope.stop()
    queryClient.clear()
    await server.close()
  })
  return {
    ...server,
    trpc: createTRPCOptionsProxy<AppRouter>({ client: server.client }),
    queryClient,
    scope,
    run: <T>(composable: () => T) => scope.run(composable) as T,
  }
}
