import type { AppRouter } from '@parley/api'
import type { TRPCOptionsProxy } from 'trpc-vue-query'
import type { InjectionKey } from 'vue'
import { inject } from 'vue'

export type Trpc = TRPCOptionsProxy<AppRouter>

export const trpcKey: InjectionKey<Trpc> = Symbol('trpc')

/** The server's procedures as options for vue-query: `useQuery(() => trpc.chat.get.queryOptions({ id }))`. */
export function useTrpc(): Trpc {
  const trpc = inject(trpcKey)
  if (trpc === undefined) throw new Error('No tRPC proxy is provided')
  return trpc
}
