import { skipToken, useQuery } from '@tanstack/vue-query'
import { expect, test } from 'vitest'
import { nextTick, reactive, ref } from 'vue'
import { setUp } from '../test/setup.ts'

test('fetches over HTTP and keeps rich types', async () => {
  const { trpc, queryClient, run } = await setUp()
  const { data, suspense } = run(() => useQuery(trpc.chat.get.queryOptions({ id: '🦜' }), queryClient))
  await suspense()
  expect(data.value).toEqual({ id: '🦜', title: 'Chat 🦜', createdAt: new Date(0) })
  expect(await queryClient.fetchQuery(trpc.version.queryOptions())).toEqual({ number: 1n })
})

test('gives the error with what the errorFormatter added', async () => {
  const { trpc, queryClient, run } = await setUp()
  const { error, suspense } = run(() => useQuery(trpc.chat.get.queryOptions({ id: 'limited' }), queryClient))
  await suspense()
  expect(error.value?.data).toMatchObject({ reason: 'RATE_LIMITED', retryAfterMs: 1500, httpStatus: 429 })
})

test('follows a reactive input, and asks nothing while it is skipToken', async () => {
  const { trpc, queryClient, run } = await setUp()
  const id = ref<string>()
  const { data, fetchStatus } = run(() => useQuery(
    () => trpc.chat.get.queryOptions(id.value === undefined ? skipToken : { id: id.value }),
    queryClient,
  ))
  await nextTick()
  expect(fetchStatus.value).toBe('idle')
  id.value = 'a'
  await expect.poll(() => data.value?.title).toBe('Chat a')
  id.value = 'b'
  await expect.poll(() => data.value?.title).toBe('Chat b')
  expect(queryClient.getQueryData(trpc.chat.get.queryKey({ id: 'a' }))?.title).toBe('Chat a')
})

test('what is stored under a key was asked with it, even if a reactive input changes meanwhile', async () => {
  const { trpc, queryClient } = await setUp()
  const input = reactive({ id: 'a' })
  const fetched = queryClient.fetchQuery(trpc.chat.get.queryOptions(input))
  input.id = 'b'
  expect((await fetched).id).toBe('a')
})

test('passes other options on', async () => {
  const { trpc, queryClient, run } = await setUp()
  const options = trpc.chat.get.queryOptions({ id: 'a' }, { select: (chat) => chat.createdAt, staleTime: 1000 })
  const { data, suspense } = run(() => useQuery(options, queryClient))
  await suspense()
  expect(data.value).toEqual(new Date(0))
  expect(options.staleTime).toBe(1000)
  expect(options).not.toHaveProperty('trpc')
})

test('aborts the request when asked to', async () => {
  const { trpc, queryClient, hub } = await setUp()
  const hang = trpc.chat.hang.queryOptions({ id: 'a' }, { trpc: { abortOnUnmount: true } })
  const fetched = queryClient.fetchQuery(hang)
  await expect.poll(() => hub.journal).toEqual(['hang a'])
  await queryClient.cancelQueries(trpc.chat.hang.queryFilter())
  await expect(fetched).rejects.toThrow()
  await expect.poll(() => hub.journal).toEqual(['hang a', 'abort a'])
})

test('leaves the request alone by default', async () => {
  const { trpc, queryClient, hub, run, scope } = await setUp()
  run(() => useQuery(trpc.chat.hang.queryOptions({ id: 'a' }), queryClient))
  await expect.poll(() => hub.journal).toEqual(['hang a'])
  scope.stop()
  expect(queryClient.isFetching(trpc.chat.hang.queryFilter())).toBe(1)
  hub.answer('a')
  await expect.poll(() => queryClient.getQueryData(trpc.chat.hang.queryKey({ id: 'a' }))).toBe('answered')
  expect(hub.journal).toEqual(['hang a'])
})

test('filters choose one input, one procedure, one router or all', async () => {
  const { trpc, queryClient } = await setUp()
  await queryClient.fetchQuery(trpc.chat.get.queryOptions({ id: 'a' }))
  await queryClient.fetchQuery(trpc.chat.get.queryOptions({ id: 'b' }))
  await queryClient.fetchQuery(trpc.chat.list.queryOptions())
  await queryClient.fetchQuery(trpc.version.queryOptions())
  const matches = (filters: object): number => queryClient.getQueryCache().findAll(filters).length
  expect(matches(trpc.chat.get.queryFilter({ id: 'a' }))).toBe(1)
  expect(matches(trpc.chat.get.queryFilter())).toBe(2)
  expect(matches(trpc.chat.get.pathFilter())).toBe(2)
  expect(matches(trpc.chat.pathFilter())).toBe(3)
  expect(matches(trpc.chat.pathFilter({ predicate: (query) => query.queryKey.length === 0 }))).toBe(0)
  expect(matches(trpc.pathFilter())).toBe(4)
})
