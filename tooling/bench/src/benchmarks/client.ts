import type { AppRouter } from '@parley/api'
import { QueryClient, queryOptions } from '@tanstack/vue-query'
import type { TRPCLink } from '@trpc/client'
import { createTRPCClient } from '@trpc/client'
import { observable } from '@trpc/server/observable'
import { createTRPCOptionsProxy } from 'trpc-vue-query'
import type { Benchmark, Effort } from '../harness/benchmark.ts'
import type { Plan, Subject } from '../harness/rounds.ts'
import { measureInTurn } from '../harness/rounds.ts'
import { summarise } from '../harness/stats.ts'

/** Answers at once, in the same process: what is left is what the client does. */
const atOnce: TRPCLink<AppRouter> = () => ({ op }) => observable((observer) => {
  observer.next({ result: { type: 'data', data: op.input } })
  observer.complete()
})

const planOf = ({ quick, rounds = 10 }: Effort): Plan & { calls: number } => quick
  ? { calls: 10, rounds: 1, samples: 1, warmUp: 1, restMs: 0 }
  : { calls: 2_000, rounds, samples: 3, warmUp: 5, restMs: 0 }

/** A query through vue-query's client, its options written by hand or made by `packages/trpc-vue-query`. */
export const client: Benchmark = {
  name: 'client',
  about: 'a query through trpc-vue-query, beside the same written by hand',
  run: async (effort) => {
    const { calls, ...plan } = planOf(effort)
    const api = createTRPCClient<AppRouter>({ links: [atOnce] })
    const trpc = createTRPCOptionsProxy<AppRouter>({ client: api })
    const taken = await measureInTurn([
      calling('by hand', calls, async (queryClient, id) => await queryClient.fetchQuery(queryOptions({
        queryKey: ['chat', 'get', { id }],
        queryFn: ({ signal }) => api.chat.get.query({ id }, { signal }),
      }))),
      calling('trpc-vue-query', calls, async (queryClient, id) =>
        await queryClient.fetchQuery(trpc.chat.get.queryOptions({ id }))),
    ], plan)
    return {
      table: {
        header: ['a query', 'median µs', 'p99 µs'],
        rows: [...taken].map(([name, rounds]) => [name, summarise(rounds.flat()).median, summarise(rounds.flat()).p99]),
      },
      bars: [],
      settings: { calls, ...plan },
      figures: Object.fromEntries(taken),
    }
  },
}

/** Microseconds for each of so many queries, none of which is in the cache. */
function calling(
  name: string,
  calls: number,
  query: (queryClient: QueryClient, id: string) => Promise<unknown>,
): Subject<number> {
  return {
    name,
    sample: async () => {
      const queryClient = new QueryClient()
      const startedAt = performance.now()
      for (let call = 0; call < calls; call++) await query(queryClient, String(call))
      const micros = ((performance.now() - startedAt) * 1_000) / calls
      queryClient.clear()
      return micros
    },
  }
}
