import { createTRPCClient, httpLink } from '@trpc/client'
import { initTRPC } from '@trpc/server'
// eslint-disable-next-line @typescript-eslint/no-restricted-imports -- copied to a project that depends on the package
import { createTRPCOptionsProxy, useSubscription } from 'trpc-vue-query'

const t = initTRPC.create()
export const appRouter = t.router({
  greet: t.procedure.query(() => ({ text: 'hello' })),
  ticks: t.procedure.subscription(async function* () {
    yield 1
  }),
})
const client = createTRPCClient<typeof appRouter>({ links: [httpLink({ url: 'http://127.0.0.1:9' })] })
const trpc = createTRPCOptionsProxy<typeof appRouter>({ client })

const select = (data: { text: string }): number => data.text.length
const { queryKey } = trpc.greet.queryOptions(undefined, { select })
// @ts-expect-error a tick is a number
export const watchTicks = (): string | undefined => useSubscription(trpc.ticks.subscriptionOptions()).data.value
// @ts-expect-error no such procedure: the declarations are not `any`
export const missing = trpc.missing

process.stdout.write(JSON.stringify(queryKey))
