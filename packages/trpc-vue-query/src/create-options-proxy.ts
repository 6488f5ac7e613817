import { getUntypedClient } from '@trpc/client'
import type { TRPCClient } from '@trpc/client'
import type { AnyTRPCRouter } from '@trpc/server'
import { infiniteQueryOptions } from './infinite-query-options.ts'
import { infiniteQueryKey, pathKey, queryKey } from './keys.ts'
import { mutationOptions } from './mutation-options.ts'
import type { TRPCOptionsProxy } from './options-proxy.ts'
import { queryOptions } from './query-options.ts'
import { createRecursiveProxy } from './recursive-proxy.ts'
import { subscriptionOptions } from './subscription-options.ts'
import type { Target } from './target.ts'

/** What the proxy is made of. */
export interface CreateTRPCOptionsProxyOptions<TRouter extends AnyTRPCRouter> {
  client: TRPCClient<TRouter>
  /** Stands before the path in every key, so that two routers can share one `QueryClient`. */
  keyPrefix?: string
}

type Method = (target: Target, first?: unknown, second?: object) => unknown

const methods: Record<string, Method> = {
  queryOptions,
  queryKey: ({ keyPath }, input) => queryKey(keyPath, input),
  queryFilter: ({ keyPath }, input, filters) => ({ ...filters, queryKey: queryKey(keyPath, input) }),
  infiniteQueryOptions,
  infiniteQueryKey: ({ keyPath }, input) => infiniteQueryKey(keyPath, input),
  infiniteQueryFilter: ({ keyPath }, input, filters) => ({ ...filters, queryKey: infiniteQueryKey(keyPath, input) }),
  mutationOptions: (target, options) => mutationOptions(target, options as object | undefined),
  mutationKey: ({ keyPath }) => [keyPath],
  subscriptionOptions,
  pathKey: ({ keyPath }) => pathKey(keyPath),
  pathFilter: ({ keyPath }, filters) => ({ ...filters as object | undefined, queryKey: pathKey(keyPath) }),
}

/**
 * Makes the options proxy of a router. Its options are plain values: reactivity comes from giving vue-query a getter,
 * `useQuery(() => trpc.chat.list.queryOptions({ archived: archived.value }))`.
 */
export function createTRPCOptionsProxy<TRouter extends AnyTRPCRouter>(
  { client, keyPrefix }: CreateTRPCOptionsProxyOptions<TRouter>,
): TRPCOptionsProxy<TRouter> {
  const untypedClient = getUntypedClient(client)
  return createRecursiveProxy((names, [first, second]) => {
    const path = names.slice(0, -1)
    const name = names.at(-1) ?? ''
    const method = Object.hasOwn(methods, name) ? methods[name] : undefined
    if (!method) throw new TypeError(`trpc.${names.join('.')} is not a function`)
    const keyPath = keyPrefix === undefined ? path : [keyPrefix, ...path]
    return method({ client: untypedClient, path: path.join('.'), keyPath }, first, second as object | undefined)
  }) as TRPCOptionsProxy<TRouter>
}
