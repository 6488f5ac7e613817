import { skipToken } from '@tanstack/vue-query'
import type {
  DataTag,
  DefinedInitialQueryOptionsWithDataTag,
  QueryFilters,
  QueryOptions,
  SkipToken,
  UndefinedInitialQueryOptionsWithDataTag,
} from '@tanstack/vue-query'
import type { Target } from './target.ts'
import { queryKey } from './keys.ts'
import type { TRPCQueryKey } from './keys.ts'
import type { ProcedureTypes, WithProcedureTypes } from './procedure.ts'
import { callOptions } from './request.ts'
import type { TRPCQueryRequestOptions } from './request.ts'

/** What the proxy sets itself. */
export type ReservedQueryOption = 'queryKey' | 'queryFn' | 'queryHash'

type Options<TTypes extends ProcedureTypes, TData> = Omit<
  QueryOptions<TTypes['output'], TTypes['error'], TData, TTypes['output'], TRPCQueryKey>,
  ReservedQueryOption | 'initialData'
> & { trpc?: TRPCQueryRequestOptions }

type Defined<T> = Exclude<T, undefined>

/** Makes the options of `useQuery` and its like. `skipToken` as input disables the query. */
export interface QueryOptionsOf<TTypes extends ProcedureTypes> {
  <TData = TTypes['output']>(
    input: TTypes['input'] | SkipToken,
    options: Options<TTypes, TData> & { initialData: Defined<TTypes['output']> | (() => Defined<TTypes['output']>) },
  ): DefinedInitialQueryOptionsWithDataTag<TTypes['output'], TTypes['error'], TData, TRPCQueryKey>
  <TData = TTypes['output']>(
    input: TTypes['input'] | SkipToken,
    options?: Options<TTypes, TData> & { initialData?: Defined<TTypes['output']> | (() => TTypes['output'] | undefined) | undefined },
  ): UndefinedInitialQueryOptionsWithDataTag<TTypes['output'], TTypes['error'], TData, TRPCQueryKey>
}

/** A query procedure of the proxy. */
export interface QueryProcedure<TTypes extends ProcedureTypes> extends WithProcedureTypes<TTypes> {
  queryOptions: QueryOptionsOf<TTypes>
  /** The key, tagged: `queryClient.getQueryData(key)` knows the type. Without input it matches every input. */
  queryKey: (input?: TTypes['input']) => DataTag<TRPCQueryKey, TTypes['output'], TTypes['error']>
  /** A filter for `invalidateQueries` and its like, for all inputs that contain this one. */
  queryFilter: (
    input?: Partial<TTypes['input']>,
    filters?: Omit<QueryFilters, 'queryKey'>,
  ) => QueryFilters<DataTag<TRPCQueryKey, TTypes['output'], TTypes['error']>>
}

/** The run-time side of `queryOptions`. */
export function queryOptions(
  { client, path, keyPath }: Target,
  input: unknown,
  { trpc = {}, ...options }: { trpc?: TRPCQueryRequestOptions } = {},
): object {
  return {
    ...options,
    queryKey: queryKey(keyPath, input),
    // The input is read from the key, so that what is stored under a key is always what was asked with it.
    queryFn: input === skipToken
      ? skipToken
      : (context: { queryKey: TRPCQueryKey, signal: AbortSignal }) =>
          client.query(path, context.queryKey[1].input, callOptions(trpc, context)),
  }
}
