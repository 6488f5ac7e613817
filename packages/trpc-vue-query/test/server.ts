import type { AddressInfo } from 'node:net'
import { createTRPCClient, httpBatchLink, httpSubscriptionLink, splitLink } from '@trpc/client'
import type { TRPCClient } from '@trpc/client'
import { createHTTPServer } from '@trpc/server/adapters/standalone'
import { EventSource } from 'eventsource'
import { Hub } from './hub.ts'
import { appRouter } from './router.ts'
import type { AppRouter } from './router.ts'
import { transformer } from './transformer.ts'

export interface TestServer {
  client: TRPCClient<AppRouter>
  hub: Hub
  /** What the links were given as context, by call. */
  contexts: object[]
  /** Cuts every connection, as a lost network does; the server goes on listening. */
  cut: () => void
  close: () => Promise<void>
}

/** A tRPC server on a free port and a client that calls it over HTTP and SSE. */
export async function startServer(): Promise<TestServer> {
  const hub = new Hub()
  const server = createHTTPServer({ router: appRouter, createContext: () => ({ hub }) })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const contexts: object[] = []
  const client = createTRPCClient<AppRouter>({
    links: [
      () => ({ op, next }) => {
        contexts.push({ ...op.context })
        return next(op)
      },
      splitLink({
        condition: (op) => op.type === 'subscription',
        true: httpSubscriptionLink({ url, transformer, EventSource }),
        false: httpBatchLink({ url, transformer }),
      }),
    ],
  })
  return {
    client,
    hub,
    contexts,
    cut: () => server.closeAllConnections(),
    close: () => new Promise((resolve, reject) => {
      server.close((error) => error ? reject(error) : resolve())
      server.closeAllConnections()
    }),
  }
}
