/** How a call is sent, as the option `trpc`. */
export interface TRPCRequestOptions {
  /** For the links, such as a flag that a `splitLink` reads. */
  context?: Record<string, unknown>
}

/** How a query is sent, as the option `trpc`. */
export interface TRPCQueryRequestOptions extends TRPCRequestOptions {
  /**
   * Abort the request when nothing uses the query any more or it is cancelled; by default it is left to finish and
   * fill the cache.
   */
  abortOnUnmount?: boolean
}

/** What `queryFn` needs of vue-query's context. Reading `signal` is what tells vue-query that it is obeyed. */
interface AbortableContext {
  readonly signal: AbortSignal
}

/** The options of the client's call. */
export function callOptions(
  { context, abortOnUnmount }: TRPCQueryRequestOptions,
  query?: AbortableContext,
): { context?: Record<string, unknown>, signal?: AbortSignal } {
  return { ...(context && { context }), ...(abortOnUnmount && query && { signal: query.signal }) }
}
