import type { TRPCUntypedClient } from '@trpc/client'
import type { AnyTRPCRouter } from '@trpc/server'

/** The procedure that options are made for. */
export interface Target {
  client: TRPCUntypedClient<AnyTRPCRouter>
  /** As the client names it: `chat.list`. */
  path: string
  /** As the keys name it, with the proxy's prefix. */
  keyPath: readonly string[]
}
