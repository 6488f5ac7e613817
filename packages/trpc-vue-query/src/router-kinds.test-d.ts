import { useMutation, useQuery } from '@tanstack/vue-query'
import type { TRPCClient } from '@trpc/client'
import { initTRPC } from '@trpc/server'
import { expectTypeOf, test } from 'vitest'
import type { AppRouter } from '../test/router.ts'
import { createTRPCOptionsProxy, useSubscription } from './index.ts'
import type { inferError } from './index.ts'

const t = initTRPC.create()
export const plainRouter = t.router({
  deeply: { nested: { date: t.procedure.query(() => ({ at: new Date(), tags: new Set<string>() })) } },
  dates: t.procedure.subscription(async function* () {
    yield { at: new Date() }
  }),
  pay: t.procedure
    .errors(({ shape }) => ({ ...shape, data: { ...shape.data, reason: 'CARD_DECLINED' as const } }))
    .mutation(() => 'paid'),
  mutationOptions: t.procedure.query(() => 'a procedure may have the name of a method'),
})
declare const client: TRPCClient<typeof plainRouter>
const trpc = createTRPCOptionsProxy<typeof plainRouter>({ client })

test('without a transformer, types are what JSON leaves of them', () => {
  expectTypeOf(useQuery(trpc.deeply.nested.date.queryOptions()).data.value?.at).toEqualTypeOf<string | undefined>()
  expectTypeOf(useSubscription(trpc.dates.subscriptionOptions()).data.value?.at).toEqualTypeOf<string | undefined>()
})

test('a procedure has the error shapes of its own errors()', () => {
  const { error } = useMutation(trpc.pay.mutationOptions())
  const data = error.value?.data
  if (data && 'reason' in data) expectTypeOf(data.reason).toEqualTypeOf<'CARD_DECLINED'>()
  // @ts-expect-error the other procedures know no reason
  type Missing = NonNullable<inferError<typeof trpc.deeply.nested.date>['data']>['reason']
  expectTypeOf<Missing>().not.toBeNever()
})

test('a procedure may be called like a method', () => {
  expectTypeOf(useQuery(trpc.mutationOptions.queryOptions()).data.value).toEqualTypeOf<string | undefined>()
})

test('a proxy of one router does not take the client of another', () => {
  // @ts-expect-error not this router's client
  createTRPCOptionsProxy<AppRouter>({ client })
})
