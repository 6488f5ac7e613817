import type { TRPCLink } from '@trpc/client'
import { TRPCClientError } from '@trpc/client'
import type { AnyTRPCRouter } from '@trpc/server'
import { observable, type Unsubscribable } from '@trpc/server/observable'

/** A link whose code is loaded by the first operation that needs it; what cannot be loaded is the operation's error. */
export function lazyLink<Router extends AnyTRPCRouter>(load: () => Promise<TRPCLink<Router>>): TRPCLink<Router> {
  return (runtime) => ({ op, next }) => observable((observer) => {
    let running: Unsubscribable | undefined
    let isOver = false
    load().then((link) => {
      if (!isOver) running = link(runtime)({ op, next }).subscribe(observer)
    }, (error: Error) => observer.error(TRPCClientError.from(error)))
    return () => {
      isOver = true
      running?.unsubscribe()
    }
  })
}
