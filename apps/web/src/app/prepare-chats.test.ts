// @vitest-environment happy-dom
import { createTRPCClient } from '@trpc/client'
import { observable } from '@trpc/server/observable'
import { createTRPCOptionsProxy } from 'trpc-vue-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import type { AppRouter } from '@parley/api'
import { createQueryClient } from '../api/index.ts'
import { createChatCreations } from '../chats/chat-creations.ts'
import { prepareChats } from './prepare-chats.ts'

const restored = vi.fn()
const link = document.createElement('a')
link.href = '/chat/c'
document.body.append(link)

beforeEach(() => {
  vi.useFakeTimers()
  restored.mockClear()
})
afterEach(() => vi.useRealTimers())

const meta = { depth: 0, grouped: true }
const client = createTRPCClient<AppRouter>({ links: [() => () => observable(() => undefined)] })
prepareChats({
  router: createRouter({
    history: createMemoryHistory(), routes: [{ path: '/chat/:id', name: 'chat', component: { template: '' }, meta }],
  }),
  trpc: createTRPCOptionsProxy<AppRouter>({ client }),
  queryClient: Object.assign(createQueryClient(), {
    prefetchQuery: () => Promise.resolve(), prefetchInfiniteQuery: () => Promise.resolve(),
  }),
  cache: { restore: restored, flush: () => undefined, forgetUser: () => undefined },
  creations: createChatCreations(),
  page: window,
})
const tell = (type: string, at: PointerEventInit = {}) =>
  link.dispatchEvent(new PointerEvent(type, { bubbles: true, button: 0, clientX: 50, clientY: 50, ...at }))

test('a finger that rests on a chat has it made ready', () => {
  tell('pointerdown')
  tell('pointermove', { clientY: 55 })
  expect(restored).not.toHaveBeenCalled()
  vi.advanceTimersByTime(100)
  expect(restored).toHaveBeenCalledExactlyOnceWith('c')
})

test.each<[string, () => void]>([
  ['that begins to scroll', () => tell('pointermove', { clientY: 70 })],
  ['that the browser takes for a scroll', () => tell('pointercancel')],
])('a finger %s has not', (_name, go) => {
  tell('pointerdown')
  go()
  vi.advanceTimersByTime(1_000)
  expect(restored).not.toHaveBeenCalled()
})

test('another button has not', () => {
  tell('pointerdown', { button: 2 })
  vi.advanceTimersByTime(1_000)
  expect(restored).not.toHaveBeenCalled()
})
