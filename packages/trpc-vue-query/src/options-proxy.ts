import type { QueryFilters } from '@tanstack/vue-query'
import type { AnyTRPCProcedure, AnyTRPCRouter, TRPCRouterRecord } from '@trpc/server'
import type { InfiniteQueryProcedure } from './infinite-query-options.ts'
import type { TRPCPathKey } from './keys.ts'
import type { MutationProcedure } from './mutation-options.ts'
import type { InferProcedureTypes, ProcedureTypes, RootTypes } from './procedure.ts'
import type { QueryProcedure } from './query-options.ts'
import type { SubscriptionProcedure } from './subscription-options.ts'

/** What routers and procedures share. */
export interface PathMethods {
  /** The key of everything below this path. */
  pathKey: () => TRPCPathKey
  /** A filter for everything below this path. */
  pathFilter: (filters?: Omit<QueryFilters, 'queryKey'>) => QueryFilters
}

type AnyQueryProcedure<TTypes extends ProcedureTypes> = QueryProcedure<TTypes> & (
  'cursor' extends keyof Extract<TTypes['input'], object> ? InfiniteQueryProcedure<TTypes> : unknown
)

interface EventTypes<TTypes extends ProcedureTypes> {
  input: TTypes['input']
  output: TTypes['output'] extends AsyncIterable<infer TEvent> ? TEvent : TTypes['output']
  error: TTypes['error']
}

type ProxyProcedure<TProcedure extends AnyTRPCProcedure, TTypes extends ProcedureTypes> = PathMethods & (
  TProcedure['_def']['type'] extends 'query' ? AnyQueryProcedure<TTypes>
    : TProcedure['_def']['type'] extends 'mutation' ? MutationProcedure<TTypes>
      : SubscriptionProcedure<EventTypes<TTypes>>
)

type ProxyRecord<TRoot extends RootTypes<AnyTRPCRouter>, TRecord extends TRPCRouterRecord> = PathMethods & {
  [TName in keyof TRecord]: TRecord[TName] extends infer TValue
    ? TValue extends AnyTRPCProcedure ? ProxyProcedure<TValue, InferProcedureTypes<TRoot, TValue>>
      : TValue extends TRPCRouterRecord ? ProxyRecord<TRoot, TValue>
        : never
    : never
}

/** The router as an object that makes options for vue-query: `trpc.chat.list.queryOptions(input)`. */
export type TRPCOptionsProxy<TRouter extends AnyTRPCRouter> = ProxyRecord<
  TRouter['_def']['_config']['$types'],
  TRouter['_def']['record']
>
