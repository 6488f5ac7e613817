import { QueryClient, skipToken, useInfiniteQuery, useMutation, useQueries, useQuery } from '@tanstack/vue-query'
import type { InferErrorFromTag, InfiniteData } from '@tanstack/vue-query'
import type { TRPCClient } from '@trpc/client'
import { describe, expectTypeOf, test } from 'vitest'
import { ref } from 'vue'
import type { AppRouter, Chat, ChatEvent } from '../test/router.ts'
import { createTRPCOptionsProxy, useSubscription } from './index.ts'
import type { inferError, inferInput, inferOutput } from './index.ts'

declare const client: TRPCClient<AppRouter>
const trpc = createTRPCOptionsProxy<AppRouter>({ client })
const queryClient = new QueryClient()

describe('queries', () => {
  test('data has the type of the procedure, after the transformer', () => {
    expectTypeOf(useQuery(() => trpc.chat.get.queryOptions({ id: 'a' })).data.value).toEqualTypeOf<Chat | undefined>()
    expectTypeOf(useQuery(trpc.chat.get.queryOptions({ id: 'a' })).data.value).toEqualTypeOf<Chat | undefined>()
    expectTypeOf(useQuery(trpc.version.queryOptions()).data.value).toEqualTypeOf<{ number: bigint } | undefined>()
  })

  test('select changes it, initialData makes it defined', () => {
    const { data } = useQuery(() => trpc.chat.get.queryOptions({ id: 'a' }, { select: (chat) => chat.createdAt }))
    expectTypeOf(data.value).toEqualTypeOf<Date | undefined>()
    const initialData = { number: 0n }
    expectTypeOf(useQuery(trpc.version.queryOptions(undefined, { initialData })).data.value).toEqualTypeOf(initialData)
  })

  test('a wrong input or option is refused', () => {
    // @ts-expect-error id is a string
    trpc.chat.get.queryOptions({ id: 1 })
    // @ts-expect-error an input is required
    trpc.chat.get.queryOptions()
    // @ts-expect-error no such field
    trpc.chat.get.queryOptions({ id: 'a', name: 'b' })
    // @ts-expect-error reactivity stays outside: pass a getter to useQuery
    trpc.chat.get.queryOptions({ id: ref('a') })
    // @ts-expect-error the proxy sets the key
    trpc.chat.get.queryOptions({ id: 'a' }, { queryKey: ['mine'] })
    // @ts-expect-error no such procedure
    void trpc.chat.remove
    // @ts-expect-error a query has no mutation options
    void trpc.chat.get.mutationOptions
  })

  test('skipToken stands for any input', () => {
    const id = ref<string>()
    const { data } = useQuery(() => trpc.chat.get.queryOptions(id.value ? { id: id.value } : skipToken))
    expectTypeOf(data.value).toEqualTypeOf<Chat | undefined>()
  })

  test('options work in all of vue-query', async () => {
    expectTypeOf(await queryClient.fetchQuery(trpc.chat.get.queryOptions({ id: 'a' }))).toEqualTypeOf<Chat>()
    expectTypeOf(await queryClient.ensureQueryData(trpc.chat.get.queryOptions({ id: 'a' }))).toEqualTypeOf<Chat>()
    await queryClient.prefetchQuery(trpc.chat.get.queryOptions({ id: 'a' }))
    const results = useQueries({ queries: [trpc.chat.get.queryOptions({ id: 'a' }), trpc.version.queryOptions()] })
    expectTypeOf(results.value[0].data).toEqualTypeOf<Chat | undefined>()
    expectTypeOf(results.value[1].data).toEqualTypeOf<{ number: bigint } | undefined>()
  })
})

describe('keys', () => {
  test('are tagged with data and error', () => {
    const queryKey = trpc.chat.get.queryKey({ id: 'a' })
    expectTypeOf(queryClient.getQueryData(queryKey)).toEqualTypeOf<Chat | undefined>()
    expectTypeOf(queryClient.getQueryData(trpc.chat.get.queryOptions({ id: 'a' }).queryKey))
      .toEqualTypeOf<Chat | undefined>()
    expectTypeOf<InferErrorFromTag<Error, typeof queryKey>>().toEqualTypeOf<inferError<typeof trpc.chat.get>>()
    queryClient.setQueryData(queryKey, (chat) => chat && { ...chat, title: 'b' })
    // @ts-expect-error title is a string
    queryClient.setQueryData(queryKey, (chat) => chat && { ...chat, title: 1 })
    // @ts-expect-error a key takes the procedure's input
    trpc.chat.get.queryKey({ id: 1 })
  })

  test('infinite keys are tagged with pages', () => {
    const data = queryClient.getQueryData(trpc.chat.list.infiniteQueryKey({ archived: true }))
    expectTypeOf(data?.pages[0]?.items).toEqualTypeOf<string[] | undefined>()
  })

  test('filters fit the query client', async () => {
    await queryClient.invalidateQueries(trpc.chat.get.queryFilter({ id: 'a' }, { type: 'active' }))
    await queryClient.invalidateQueries(trpc.chat.list.infiniteQueryFilter())
    await queryClient.cancelQueries(trpc.chat.pathFilter({ stale: true }))
    await queryClient.refetchQueries({ queryKey: trpc.chat.get.queryKey() })
    queryClient.removeQueries(trpc.pathFilter())
    // @ts-expect-error not a field of the input
    trpc.chat.get.queryFilter({ name: 'a' })
  })
})

describe('infinite queries', () => {
  test('give pages, and cursors of the input\'s type', () => {
    const { data } = useInfiniteQuery(() => trpc.chat.list.infiniteQueryOptions({ archived: true }, {
      getNextPageParam: (lastPage) => {
        expectTypeOf(lastPage.items).toEqualTypeOf<string[]>()
        return lastPage.nextCursor
      },
      initialCursor: 1,
    }))
    expectTypeOf(data.value?.pages[0]?.items).toEqualTypeOf<string[] | undefined>()
    const { data: titles } = useInfiniteQuery(() => trpc.chat.list.infiniteQueryOptions({}, {
      getNextPageParam: (lastPage) => lastPage.nextCursor,
      select: ({ pages }) => pages.flatMap(({ items }) => items),
    }))
    expectTypeOf(titles.value).toEqualTypeOf<string[] | undefined>()
  })

  test('fetchInfiniteQuery takes the options', async () => {
    const pages = await queryClient.fetchInfiniteQuery(trpc.chat.list.infiniteQueryOptions({}, {
      getNextPageParam: ({ nextCursor }) => nextCursor,
    }))
    expectTypeOf(pages).toEqualTypeOf<InfiniteData<inferOutput<typeof trpc.chat.list>, number | null>>()
  })

  test('what the proxy does is refused', () => {
    const getNextPageParam = (): null => null
    const getPreviousPageParam = getNextPageParam
    // @ts-expect-error the cursor is the page's
    trpc.chat.list.infiniteQueryOptions({ cursor: 1 }, { getNextPageParam })
    // @ts-expect-error the direction is the page's
    trpc.chat.around.infiniteQueryOptions({ direction: 'forward' }, { getNextPageParam, getPreviousPageParam })
    // @ts-expect-error an input that requires a direction makes a two-way query
    trpc.chat.around.infiniteQueryOptions({}, { getNextPageParam })
    trpc.chat.around.infiniteQueryOptions({}, { getNextPageParam, getPreviousPageParam })
    // @ts-expect-error the cursor is a number
    trpc.chat.list.infiniteQueryOptions({}, { getNextPageParam: () => 'next' })
    // @ts-expect-error the cursor is a number
    trpc.chat.list.infiniteQueryOptions({}, { getNextPageParam, initialCursor: 'first' })
    // @ts-expect-error getNextPageParam is required
    trpc.chat.list.infiniteQueryOptions({}, {})
    // @ts-expect-error an input without a cursor has no pages
    void trpc.chat.get.infiniteQueryOptions
  })
})

describe('mutations', () => {
  test('variables are the input, data the output', () => {
    const { mutate, mutateAsync, data } = useMutation(trpc.chat.rename.mutationOptions({
      onMutate: ({ title }) => ({ before: title }),
      onError: (_error, _input, result) => expectTypeOf(result).toEqualTypeOf<{ before: string } | undefined>(),
      onSuccess: ({ renamedAt }) => expectTypeOf(renamedAt).toEqualTypeOf<Date>(),
    }))
    mutate({ id: 'a', title: 'b' })
    expectTypeOf(mutateAsync({ id: 'a', title: 'b' })).resolves.toHaveProperty('renamedAt')
    expectTypeOf(data.value).toEqualTypeOf<inferOutput<typeof trpc.chat.rename> | undefined>()
    // @ts-expect-error title is required
    mutate({ id: 'a' })
    // @ts-expect-error an input is required
    mutate()
  })

  test('without input nothing is passed', () => {
    useMutation(() => trpc.chat.clear.mutationOptions()).mutate()
    // @ts-expect-error it takes no input
    useMutation(() => trpc.chat.clear.mutationOptions()).mutate({ id: 'a' })
  })
})

describe('subscriptions', () => {
  test('events are typed in data and onData', () => {
    const chatId = ref<string>()
    const { data, status, error } = useSubscription(() => trpc.chat.events.subscriptionOptions(
      chatId.value === undefined ? skipToken : { chatId: chatId.value },
      { onData: (event) => expectTypeOf(event).toEqualTypeOf<{ id: string, data: ChatEvent }>() },
    ))
    expectTypeOf(data.value).toEqualTypeOf<{ id: string, data: ChatEvent } | undefined>()
    expectTypeOf(status.value).toEqualTypeOf<'idle' | 'connecting' | 'pending' | 'error'>()
    expectTypeOf(error.value).toEqualTypeOf<inferError<typeof trpc.chat.events> | null>()
    expectTypeOf(useSubscription(trpc.chat.clock.subscriptionOptions()).data.value).toEqualTypeOf<Date | undefined>()
  })

  test('a wrong input or event field is refused', () => {
    // @ts-expect-error chatId is a string
    trpc.chat.events.subscriptionOptions({ chatId: 1 })
    trpc.chat.events.subscriptionOptions({ chatId: 'a' }, {
      onData: ({ data: event }) => {
        if (event.type === 'delta') expectTypeOf(event.text).toEqualTypeOf<string>()
        // @ts-expect-error a finish event has no text
        if (event.type === 'finish') void event.text
        // @ts-expect-error no such event
        if (event.type === 'started') void event
      },
    })
    // @ts-expect-error a subscription is not a query
    void trpc.chat.events.queryOptions
  })
})

describe('errors', () => {
  test('the data that the errorFormatter adds is a union to switch over', () => {
    const { error } = useQuery(() => trpc.chat.get.queryOptions({ id: 'a' }))
    const say = (): string => {
      const data = error.value?.data
      if (!data) return 'no connection'
      switch (data.reason) {
        case 'NOT_FOUND': return 'no such chat'
        case 'RATE_LIMITED': return `again in ${data.retryAfterMs} ms`
        case 'INTERNAL': return 'our fault'
      }
    }
    expectTypeOf(say).returns.toEqualTypeOf<string>()
  })

  test('an unhandled reason, an unknown one and a field of another one are refused', () => {
    type ErrorData = NonNullable<inferError<typeof trpc.chat.rename>['data']>
    // @ts-expect-error INTERNAL is not handled
    const forgetful = (data: ErrorData): string => {
      // eslint-disable-next-line @typescript-eslint/switch-exhaustiveness-check -- the compiler is what is tested here
      switch (data.reason) {
        case 'NOT_FOUND': return 'no such chat'
        case 'RATE_LIMITED': return 'slow down'
      }
    }
    const careless = (data: ErrorData): void => {
      // @ts-expect-error no such reason
      if (data.reason === 'NOT_FUOND') return
      // @ts-expect-error only RATE_LIMITED has it
      if (data.reason === 'NOT_FOUND') void data.retryAfterMs
    }
    expectTypeOf({ forgetful, careless }).not.toBeNever()
  })

  test('all of the procedure\'s helpers agree', () => {
    expectTypeOf<inferInput<typeof trpc.chat.get>>().toEqualTypeOf<{ id: string }>()
    expectTypeOf<inferOutput<typeof trpc.chat.get>>().toEqualTypeOf<Chat>()
    expectTypeOf<inferOutput<typeof trpc.chat.events>>().toEqualTypeOf<{ id: string, data: ChatEvent }>()
    const { error } = useMutation(trpc.chat.rename.mutationOptions())
    expectTypeOf(error.value?.data?.reason).toEqualTypeOf<'NOT_FOUND' | 'RATE_LIMITED' | 'INTERNAL' | undefined>()
  })
})
