import { skipToken } from '@tanstack/vue-query'

/** Whether a key belongs to a plain or to an infinite query: the two keep different data for the same input. */
export type TRPCQueryType = 'query' | 'infinite'

/** The key of a query: the procedure's path, then its input and kind. Keys of one router are matched by path prefix. */
export type TRPCQueryKey = readonly [
  path: readonly string[],
  args: { readonly input?: unknown, readonly type: TRPCQueryType },
]

/** The key of a mutation. */
export type TRPCMutationKey = readonly [path: readonly string[]]

/** The key of a router or a procedure: matches every query and mutation below it. Empty at the unprefixed root. */
export type TRPCPathKey = readonly [path: readonly string[]] | readonly []

/** What identifies a subscription: it starts anew when this changes. */
export type TRPCSubscriptionKey = readonly [
  path: readonly string[],
  args: { readonly input?: unknown, readonly type: 'subscription' },
]

export function pathKey(path: readonly string[]): TRPCPathKey {
  return path.length === 0 ? [] : [path]
}

export function queryKey(path: readonly string[], input: unknown): TRPCQueryKey {
  return [path, { ...inputArgs(input), type: 'query' }]
}

/** The cursor and direction belong to the page, not to the query: they stay out of the key. */
export function infiniteQueryKey(path: readonly string[], input: unknown): TRPCQueryKey {
  return [path, { ...inputArgs(withoutPage(input)), type: 'infinite' }]
}

export function subscriptionKey(path: readonly string[], input: unknown): TRPCSubscriptionKey {
  return [path, { ...inputArgs(input), type: 'subscription' }]
}

function inputArgs(input: unknown): { input?: unknown } {
  return input === undefined || input === skipToken ? {} : { input }
}

function withoutPage(input: unknown): unknown {
  if (typeof input !== 'object' || input === null || !('cursor' in input || 'direction' in input)) return input
  return Object.fromEntries(Object.entries(input).filter(([name]) => name !== 'cursor' && name !== 'direction'))
}
