import { TRPCClientError } from '@trpc/client'
import type { AppRouter, ReasonData } from '@parley/api'

/** Why a call failed, in the server's own closed union; `NETWORK` when no server answered. */
export type Failure = ReasonData | { reason: 'NETWORK' }

/** The failure behind whatever was thrown. What is not a call's error is a fault of ours. */
export function failureOf(error: unknown): Failure {
  if (!isCallError(error)) return { reason: 'INTERNAL' }
  return error.data ?? { reason: 'NETWORK' }
}

const isCallError = (error: unknown): error is TRPCClientError<AppRouter> => error instanceof TRPCClientError

/** Whether the call was given up by us: nothing failed. */
export const isAbort = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'AbortError' || (error.cause instanceof Error && isAbort(error.cause)))

/** How Telegram's vouching for the user failed, if that is what failed. */
export type SignInProblem = Extract<Failure['reason'], `INIT_DATA_${string}`>

export function signInProblemOf(error: unknown): SignInProblem | undefined {
  const { reason } = failureOf(error)
  switch (reason) {
    case 'INIT_DATA_MISSING':
    case 'INIT_DATA_INVALID':
    case 'INIT_DATA_EXPIRED':
      return reason
    default:
      return undefined
  }
}
