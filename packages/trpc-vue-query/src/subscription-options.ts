import { skipToken } from '@tanstack/vue-query'
import type { SkipToken } from '@tanstack/vue-query'
import type { TRPCUntypedClient } from '@trpc/client'
import type { AnyTRPCRouter } from '@trpc/server'
import { subscriptionKey } from './keys.ts'
import type { TRPCSubscriptionKey } from './keys.ts'
import type { ProcedureTypes, WithProcedureTypes } from './procedure.ts'
import type { TRPCRequestOptions } from './request.ts'
import type { Target } from './target.ts'

/** The state of the connection as tRPC's link tells it; `error` says why it connects again. */
export interface SubscriptionConnectionState<TError> {
  state: 'idle' | 'connecting' | 'pending'
  error: TError | null
}

/** What is called while a subscription runs; never for one whose input has been replaced since. */
export interface SubscriptionCallbacks<TOutput, TError> {
  /** The server has accepted the subscription; again after each reconnect. */
  onStarted?: () => void
  /** Every event, in order. */
  onData?: (event: TOutput) => void
  /** The subscription has ended with an error; `reset` starts it again. */
  onError?: (error: TError) => void
  /** The server has ended the subscription. */
  onComplete?: () => void
  /** The link connects, reconnects or is connected. */
  onConnectionStateChange?: (state: SubscriptionConnectionState<TError>) => void
}

/** A subscription, for `useSubscription`. */
export interface SubscriptionOptions<TOutput, TError> extends SubscriptionCallbacks<TOutput, TError> {
  client: TRPCUntypedClient<AnyTRPCRouter>
  path: string
  input: unknown
  subscriptionKey: TRPCSubscriptionKey
  enabled: boolean
  trpc?: TRPCRequestOptions
}

/** A subscription procedure of the proxy. */
export interface SubscriptionProcedure<TTypes extends ProcedureTypes> extends WithProcedureTypes<TTypes> {
  /** Makes the options of `useSubscription`. `skipToken` as input, or `enabled: false`, keeps it closed. */
  subscriptionOptions: (
    input: TTypes['input'] | SkipToken,
    options?: SubscriptionCallbacks<TTypes['output'], TTypes['error']> & {
      enabled?: boolean
      trpc?: TRPCRequestOptions
    },
  ) => SubscriptionOptions<TTypes['output'], TTypes['error']>
}

/** The run-time side of `subscriptionOptions`. */
export function subscriptionOptions(
  { client, path, keyPath }: Target,
  input: unknown,
  { enabled = true, ...options }: { enabled?: boolean } = {},
): SubscriptionOptions<unknown, unknown> {
  return {
    ...options,
    client,
    path,
    input,
    subscriptionKey: subscriptionKey(keyPath, input),
    enabled: enabled && input !== skipToken,
  }
}
