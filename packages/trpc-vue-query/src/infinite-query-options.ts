import { skipToken } from '@tanstack/vue-query'
import type {
  DataTag,
  InfiniteData,
  InfiniteQueryObserverOptions,
  QueryFilters,
  SkipToken,
  UndefinedInitialDataInfiniteOptions,
} from '@tanstack/vue-query'
import { infiniteQueryKey } from './keys.ts'
import type { TRPCQueryKey } from './keys.ts'
import type { ProcedureTypes } from './procedure.ts'
import type { ReservedQueryOption } from './query-options.ts'
import { callOptions } from './request.ts'
import type { TRPCQueryRequestOptions } from './request.ts'
import type { Target } from './target.ts'

type CursorOf<TInput> = TInput extends { cursor?: infer TCursor } ? Exclude<TCursor, undefined | null> | null : never

type WithoutPage<TInput> = TInput extends object
  ? Omit<TInput, 'cursor' | 'direction'> & { cursor?: never, direction?: never }
  : TInput

type Pages<TTypes extends ProcedureTypes> = InfiniteData<TTypes['output'], CursorOf<TTypes['input']>>

type Observer<TTypes extends ProcedureTypes, TData> = InfiniteQueryObserverOptions<
  TTypes['output'],
  TTypes['error'],
  TData,
  TRPCQueryKey,
  CursorOf<TTypes['input']>
> & { shallow?: boolean }

/** An input that cannot do without a direction gets one, as two-way queries do. */
type TwoWay<TTypes extends ProcedureTypes, TData> = Extract<TTypes['input'], object> extends { direction: unknown }
  ? Required<Pick<Observer<TTypes, TData>, 'getPreviousPageParam'>>
  : unknown

type Options<TTypes extends ProcedureTypes, TData> = Omit<
  Observer<TTypes, TData>,
  ReservedQueryOption | 'initialPageParam'
> & TwoWay<TTypes, TData> & {
  /** The cursor of the first page; none by default. */
  initialCursor?: CursorOf<TTypes['input']>
  trpc?: TRPCQueryRequestOptions
}

/** What an infinite query procedure has besides what every query has. Only inputs with a `cursor` have it. */
export interface InfiniteQueryProcedure<TTypes extends ProcedureTypes> {
  /**
   * Makes the options of `useInfiniteQuery`. The page's cursor is sent as `input.cursor`, and with
   * `getPreviousPageParam` also `input.direction`.
   */
  infiniteQueryOptions: <TData = Pages<TTypes>>(
    input: WithoutPage<TTypes['input']> | SkipToken,
    options: Options<TTypes, TData>,
  ) => UndefinedInitialDataInfiniteOptions<
    TTypes['output'],
    TTypes['error'],
    TData,
    TRPCQueryKey,
    CursorOf<TTypes['input']>
  > & { queryKey: DataTag<TRPCQueryKey, Pages<TTypes>, TTypes['error']> }
  /** The key, tagged with the pages. Without input it matches every input. */
  infiniteQueryKey: (input?: WithoutPage<TTypes['input']>) => DataTag<TRPCQueryKey, Pages<TTypes>, TTypes['error']>
  /** A filter for `invalidateQueries` and its like, for all inputs that contain this one. */
  infiniteQueryFilter: (
    input?: Partial<WithoutPage<TTypes['input']>>,
    filters?: Omit<QueryFilters, 'queryKey'>,
  ) => QueryFilters<DataTag<TRPCQueryKey, Pages<TTypes>, TTypes['error']>>
}

interface RuntimeOptions {
  initialCursor?: unknown
  getPreviousPageParam?: unknown
  trpc?: TRPCQueryRequestOptions
}

interface PageContext {
  queryKey: TRPCQueryKey
  signal: AbortSignal
  pageParam: unknown
  direction: 'forward' | 'backward'
}

/** The run-time side of `infiniteQueryOptions`. */
export function infiniteQueryOptions(
  { client, path, keyPath }: Target,
  input: unknown,
  { trpc = {}, initialCursor, ...options }: RuntimeOptions = {},
): object {
  const fetchPage = ({ queryKey: [, { input }], pageParam, direction, ...context }: PageContext): Promise<unknown> => {
    const page = {
      ...(input as object | undefined),
      ...(pageParam !== null && pageParam !== undefined && { cursor: pageParam }),
      // A strict schema without `direction` would refuse it, and one-way it says nothing.
      ...(options.getPreviousPageParam !== undefined && { direction }),
    }
    return client.query(path, page, callOptions(trpc, context))
  }
  return {
    ...options,
    initialPageParam: initialCursor ?? null,
    queryKey: infiniteQueryKey(keyPath, input),
    queryFn: input === skipToken ? skipToken : fetchPage,
  }
}
