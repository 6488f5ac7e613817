// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest'
import { createMemoryHistory, createRouter, type RouteComponent } from 'vue-router'
import { followDeepLink } from './deep-link.ts'

const id = '0193a000-0000-7000-8000-000000000001'
const screen = { template: '' }

async function launch(startParam: string | undefined, path = '/', chat: RouteComponent | (() => Promise<RouteComponent>) = screen) {
  const meta = { depth: 0, grouped: true }
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/', name: 'chats', component: screen, meta },
      { path: '/chat/:id', name: 'chat', component: chat, meta },
      { path: '/settings', name: 'settings', component: screen, meta },
    ],
  })
  router.onError(() => undefined)
  followDeepLink({ router, startParam, storage: sessionStorage })
  await router.push(path).catch(() => undefined)
  return router
}

beforeEach(() => sessionStorage.clear())

describe('a deep link', () => {
  it('opens its chat at the start, once', async () => {
    const router = await launch(`chat_${id}`)
    expect(router.currentRoute.value.path).toBe(`/chat/${id}`)
    await router.push('/')
    expect(router.currentRoute.value.path).toBe('/')
    expect((await launch(`chat_${id}`)).currentRoute.value.path).toBe('/')
  })

  it('hands its question to the chat list', async () => {
    const router = await launch('q_SGk')
    expect(router.currentRoute.value.fullPath).toBe('/?question=Hi')
  })

  it('does not lead away from the screen that a reload was on', async () => {
    expect((await launch(`chat_${id}`, '/settings')).currentRoute.value.path).toBe('/settings')
  })

  it('is followed once, should its screen not load', async () => {
    const router = await launch(`chat_${id}`, '/', () => Promise.reject(new Error('no chunk')))
    await router.replace('/')
    expect(router.currentRoute.value.path).toBe('/')
  })

  it('leads nowhere when it makes no sense', async () => {
    expect((await launch('nonsense')).currentRoute.value.fullPath).toBe('/')
    expect((await launch(undefined)).currentRoute.value.fullPath).toBe('/')
  })

  it('leaves no launch parameters in the address', async () => {
    expect((await launch(undefined, '/#tgWebAppData=secret&tgWebAppVersion=9.0')).currentRoute.value.fullPath).toBe('/')
    expect((await launch(`chat_${id}`, '/#tgWebAppData=secret')).currentRoute.value.fullPath).toBe(`/chat/${id}`)
  })
})
