import { expect, test } from 'vitest'
import { isReactive, isRef, reactive, ref, toRaw } from 'vue'
import type { AppRouter } from '../test/router.ts'
import { setUp } from '../test/setup.ts'
import { createTRPCOptionsProxy } from './index.ts'

test('keys tell path, input and kind', async () => {
  const { trpc } = await setUp()
  expect(trpc.chat.get.queryKey({ id: 'a' })).toEqual([['chat', 'get'], { input: { id: 'a' }, type: 'query' }])
  expect(trpc.chat.get.queryKey()).toEqual([['chat', 'get'], { type: 'query' }])
  expect(trpc.chat.list.infiniteQueryKey()).toEqual([['chat', 'list'], { type: 'infinite' }])
  expect(trpc.chat.rename.mutationKey()).toEqual([['chat', 'rename']])
  expect(trpc.chat.pathKey()).toEqual([['chat']])
  expect(trpc.pathKey()).toEqual([])
})

test('a prefix keeps two routers apart in one QueryClient', async () => {
  const { trpc, client, queryClient } = await setUp()
  const other = createTRPCOptionsProxy<AppRouter>({ client, keyPrefix: 'other' })
  await queryClient.fetchQuery(other.chat.get.queryOptions({ id: 'a' }))
  expect(queryClient.getQueryData(other.chat.get.queryKey({ id: 'a' }))?.id).toBe('a')
  expect(queryClient.getQueryData(trpc.chat.get.queryKey({ id: 'a' }))).toBeUndefined()
  expect(queryClient.getQueryCache().findAll(other.pathFilter())).toHaveLength(1)
  expect(other.pathKey()).toEqual([['other']])
  expect(other.chat.rename.mutationKey()).toEqual([['other', 'chat', 'rename']])
})

test('is a plain value to await and to Vue', async () => {
  const { trpc } = await setUp()
  expect(await Promise.resolve(trpc)).toBe(trpc)
  expect(isRef(trpc.chat)).toBe(false)
  expect(isReactive(trpc.chat)).toBe(false)
  expect(toRaw(trpc)).toBe(trpc)
  expect(ref(trpc).value).toBe(trpc)
  expect(reactive({ trpc }).trpc).toBe(trpc)
  expect(trpc.chat.get).toBe(trpc.chat.get)
})

test('says which method is unknown', async () => {
  const { trpc } = await setUp()
  const untyped = trpc as unknown as { chat: { get: { toString: () => string }, fetch: () => void } }
  expect(() => untyped.chat.fetch()).toThrow('trpc.chat.fetch is not a function')
  expect(() => untyped.chat.get.toString()).toThrow('trpc.chat.get.toString is not a function')
})
