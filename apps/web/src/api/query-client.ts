import { QueryClient } from '@tanstack/vue-query'
import { failureOf } from './failure.ts'

const longestDelay = 15_000

/** How often a failed call is worth another try; reading may go on for as long as the network is away. */
function attemptsFor(error: unknown): number {
  const { reason } = failureOf(error)
  switch (reason) {
    case 'NETWORK':
      return Infinity
    case 'SERVER_CLOSING':
    case 'STORAGE':
    case 'RATE_LIMITED':
      return 5
    case 'INTERNAL':
      return 2
    default:
      return 0
  }
}

/** Doubling waits from half a second with jitter, or as long as the server asked for. In milliseconds. */
export function retryDelay(failures: number, error: unknown, random: () => number = Math.random): number {
  const failure = failureOf(error)
  if (failure.reason === 'RATE_LIMITED') return failure.retryAfterMs
  return Math.min(longestDelay, 500 * 2 ** failures) * (0.75 + random() / 2)
}

/** What is shown is refreshed whenever a screen opens or comes back; between that it stays good for a few seconds. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        gcTime: 30 * 60_000,
        retry: (failures, error) => failures < attemptsFor(error),
        retryDelay,
      },
      mutations: {
        retry: (failures, error) => failures < Math.min(4, attemptsFor(error)),
        retryDelay,
      },
    },
  })
}
