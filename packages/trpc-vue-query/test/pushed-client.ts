import { createTRPCClient } from '@trpc/client'
import { observable } from '@trpc/server/observable'
import { createTRPCOptionsProxy } from '../src/index.ts'
import type { TRPCOptionsProxy } from '../src/index.ts'
import type { AppRouter } from './router.ts'

/** A client whose link delivers an event at the very moment of `push`, which no network can be told to do. */
export function pushedClient(): { trpc: TRPCOptionsProxy<AppRouter>, push: (id: string) => void } {
  let deliver = (_id: string): void => undefined
  const client = createTRPCClient<AppRouter>({
    links: [() => () => observable((observer) => {
      deliver = (id) => observer.next({ result: { id, data: { id, data: { type: 'delta', text: id } } } })
      return () => undefined
    })],
  })
  return { trpc: createTRPCOptionsProxy<AppRouter>({ client }), push: (id) => deliver(id) }
}
