import type { AppRouter } from '@parley/api'
import type { TRPCClient, TRPCLink } from '@trpc/client'
import { createTRPCClient, httpBatchLink, splitLink } from '@trpc/client'
import superjson from 'superjson'
import { lazyLink } from './lazy-link.ts'

/**
 * The typed way to the server. The initData goes in a header on every call, event streams included, and never into an
 * address.
 */
export function createClient({ url, initData, observe }: {
  url: string
  initData: string | undefined
  /** Sees what every call meets. */
  observe: TRPCLink<AppRouter>
}): TRPCClient<AppRouter> {
  const headers: Record<string, string> = initData === undefined ? {} : { authorization: `tma ${initData}` }
  return createTRPCClient<AppRouter>({
    links: [
      observe,
      splitLink({
        condition: ({ type }) => type === 'subscription',
        // Only an open chat has a stream: the list is painted without its code.
        true: lazyLink(async () => (await import('./events-link.ts')).createEventsLink(url, headers)),
        false: httpBatchLink({ url, transformer: superjson, headers, maxURLLength: 2_000 }),
      }),
    ],
  })
}
