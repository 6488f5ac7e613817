/**
 * The way to the server.
 *
 * - `useTrpc()`: options proxy (`trpc.chat.list.infiniteQueryOptions(…)`); subscriptions by `useSubscription` of
 *   trpc-vue-query.
 * - `failureOf(error): Failure`, a closed union by `reason`; `failureWords(failure, t.value, locale.value)` → what
 *   happened and what to do; `useFailureToast()(error)` shows them.
 * - `useConnection().state`: `online | connecting | offline`, for a quiet line in a header.
 */
export type { Connection, ConnectionState } from './connection.ts'
export { connectionKey, createConnection, useConnection } from './connection.ts'
export { createClient } from './client.ts'
export { fetchDevelopmentUser } from './development-user.ts'
export type { Failure, SignInProblem } from './failure.ts'
export { failureOf, isAbort } from './failure.ts'
export type { FailureWords } from './failure-words.ts'
export { failureWords } from './failure-words.ts'
export { createQueryClient } from './query-client.ts'
export type { Trpc } from './trpc.ts'
export { trpcKey, useTrpc } from './trpc.ts'
export { useFailureToast } from './use-failure-toast.ts'
