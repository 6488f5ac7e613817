import type { AppRouter } from '@parley/api'
import type { TRPCClient, TRPCLink } from '@trpc/client'
import { createTRPCClient, httpBatchLink, httpSubscriptionLink, splitLink } from '@trpc/client'
import { EventSource } from 'eventsource'
import superjson from 'superjson'

/**
 * The typed way to the server. The initData goes in a header on every call, event streams included (the browser's own
 * EventSource cannot send one), and never into an address.
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
        true: httpSubscriptionLink({
          url,
          transformer: superjson,
          EventSource,
          eventSourceOptions: () => ({
            fetch: (input, init) => fetch(input, { ...init, headers: { ...init.headers, ...headers } }),
          }),
        }),
        false: httpBatchLink({ url, transformer: superjson, headers, maxURLLength: 2_000 }),
      }),
    ],
  })
}
