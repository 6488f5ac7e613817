export { createTRPCOptionsProxy } from './create-options-proxy.ts'
export type { CreateTRPCOptionsProxyOptions } from './create-options-proxy.ts'
export type { InfiniteQueryProcedure } from './infinite-query-options.ts'
export type { TRPCMutationKey, TRPCPathKey, TRPCQueryKey, TRPCSubscriptionKey } from './keys.ts'
export type { MutationProcedure } from './mutation-options.ts'
export type { PathMethods, TRPCOptionsProxy } from './options-proxy.ts'
export type { inferError, inferInput, inferOutput } from './procedure.ts'
export type { QueryProcedure } from './query-options.ts'
export type { TRPCQueryRequestOptions, TRPCRequestOptions } from './request.ts'
export type {
  SubscriptionCallbacks,
  SubscriptionConnectionState,
  SubscriptionOptions,
  SubscriptionProcedure,
} from './subscription-options.ts'
export { useSubscription } from './use-subscription.ts'
export type { SubscriptionStatus, UseSubscriptionReturn } from './use-subscription.ts'
