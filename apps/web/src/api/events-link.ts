import type { AppRouter } from '@parley/api'
import type { TRPCLink } from '@trpc/client'
import { httpSubscriptionLink } from '@trpc/client'
import { EventSource } from 'eventsource'
import superjson from 'superjson'

/** Event streams, with the same headers as calls: the browser's own EventSource cannot send any. */
export const createEventsLink = (url: string, headers: Record<string, string>): TRPCLink<AppRouter> =>
  httpSubscriptionLink({
    url,
    transformer: superjson,
    EventSource,
    eventSourceOptions: () => ({
      fetch: (input, init) => fetch(input, { ...init, headers: { ...init.headers, ...headers } }),
    }),
  })
