import { skipToken, useInfiniteQuery } from '@tanstack/vue-query'
import { expect, test } from 'vitest'
import { ref } from 'vue'
import { setUp } from '../test/setup.ts'

test('pages forward with the cursor; a strict schema meets no direction', async () => {
  const { trpc, queryClient, run } = await setUp()
  const { data, suspense, fetchNextPage, hasNextPage } = run(() => useInfiniteQuery(
    trpc.chat.list.infiniteQueryOptions({ archived: true }, { getNextPageParam: (last) => last.nextCursor }),
    queryClient,
  ))
  await suspense()
  await fetchNextPage()
  await fetchNextPage()
  expect(data.value?.pages.flatMap((page) => page.items)).toEqual([0, 1, 2, 3, 4].map((number) => `archived ${number}`))
  expect(data.value?.pageParams).toEqual([null, 2, 4])
  expect(hasNextPage.value).toBe(false)
})

test('starts at the initial cursor and pages both ways with the direction', async () => {
  const { trpc, queryClient, run } = await setUp()
  const { data, suspense, fetchNextPage, fetchPreviousPage } = run(() => useInfiniteQuery(
    trpc.chat.around.infiniteQueryOptions({}, {
      initialCursor: 0,
      getNextPageParam: (last) => last.at + 1,
      getPreviousPageParam: (first) => first.at - 1,
    }),
    queryClient,
  ))
  await suspense()
  await fetchNextPage()
  await fetchPreviousPage()
  expect(data.value?.pages).toEqual([
    { at: -1, direction: 'backward' },
    { at: 0, direction: 'forward' },
    { at: 1, direction: 'forward' },
  ])
})

test('keeps its pages apart from the plain query of the same input', async () => {
  const { trpc, queryClient } = await setUp()
  await queryClient.fetchQuery(trpc.chat.list.queryOptions({}))
  const options = trpc.chat.list.infiniteQueryOptions({}, { getNextPageParam: (last) => last.nextCursor })
  await queryClient.fetchInfiniteQuery(options)
  expect(queryClient.getQueryData(trpc.chat.list.infiniteQueryKey({}))?.pages).toHaveLength(1)
  expect(queryClient.getQueryData(trpc.chat.list.queryKey({}))?.items).toEqual(['chat 0', 'chat 1'])
  expect(queryClient.getQueryCache().findAll(trpc.chat.list.infiniteQueryFilter())).toHaveLength(1)
  expect(queryClient.getQueryCache().findAll(trpc.chat.list.pathFilter())).toHaveLength(2)
})

test('follows a reactive input, from skipToken on', async () => {
  const { trpc, queryClient, run } = await setUp()
  const archived = ref<boolean>()
  const { data, fetchStatus } = run(() => useInfiniteQuery(
    () => trpc.chat.list.infiniteQueryOptions(
      archived.value === undefined ? skipToken : { archived: archived.value },
      { getNextPageParam: (last) => last.nextCursor, select: ({ pages }) => pages[0]?.items[0] },
    ),
    queryClient,
  ))
  expect(fetchStatus.value).toBe('idle')
  archived.value = true
  await expect.poll(() => data.value).toBe('archived 0')
  archived.value = false
  await expect.poll(() => data.value).toBe('chat 0')
})

test('aborts the request when asked to', async () => {
  const { trpc, queryClient, hub } = await setUp()
  const options = trpc.chat.hangPage.infiniteQueryOptions({}, {
    getNextPageParam: () => null,
    trpc: { abortOnUnmount: true },
  })
  const fetched = queryClient.fetchInfiniteQuery(options)
  await expect.poll(() => hub.journal).toEqual(['hang page'])
  await queryClient.cancelQueries(trpc.chat.hangPage.infiniteQueryFilter())
  await expect(fetched).rejects.toThrow()
  await expect.poll(() => hub.journal).toEqual(['hang page', 'abort page'])
})
