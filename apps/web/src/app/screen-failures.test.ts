// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { en } from '../i18n/en.ts'
import { createI18n } from '../i18n/i18n.ts'
import { followScreenFailures } from './screen-failures.ts'
import { createToasts } from './toasts.ts'

function open({ reloading = false } = {}) {
  const meta = { depth: 0, grouped: true }
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/', name: 'chats', component: { template: '' }, meta },
      { path: '/chat', name: 'chat', component: () => Promise.reject(new Error('no chunk')), meta },
    ],
  })
  const toasts = createToasts()
  followScreenFailures({
    router, toasts, i18n: createI18n(document.createElement('html')), isReloading: () => reloading,
  })
  return { router, toasts }
}

test('a first screen that cannot be loaded is said so, over the chat list', async () => {
  const { router, toasts } = open()
  await expect(router.push('/chat')).rejects.toThrow('no chunk')
  await expect.poll(() => router.currentRoute.value.name).toBe('chats')
  expect(toasts.current.value).toMatchObject({ kind: 'error', text: `${en.errors.network} ${en.errors.networkTodo}` })
})

test('a later one leaves the user where they were', async () => {
  const { router, toasts } = open()
  await router.push('/')
  await expect(router.push('/chat')).rejects.toThrow('no chunk')
  expect(router.currentRoute.value.name).toBe('chats')
  expect(toasts.current.value?.kind).toBe('error')
})

test('a page that is about to be loaded again keeps its address', async () => {
  const { router, toasts } = open({ reloading: true })
  await expect(router.push('/chat')).rejects.toThrow('no chunk')
  await new Promise((resolve) => setTimeout(resolve))
  expect(router.currentRoute.value.matched).toEqual([])
  expect(toasts.current.value).toBeUndefined()
})
