// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { createApp, type Ref } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { useSearchWords } from './use-search-words.ts'

/** The part of a window that has the browser's history, at its first entry. */
function createPage(state: Record<string, unknown>): Window {
  const history = { state, replaceState: (next: Record<string, unknown>) => (history.state = next) }
  return { history } as unknown as Window
}

async function open(page: Window) {
  const component = { render: () => null }
  const routes = [{ path: '/', component }, { path: '/chat', component }]
  const router = createRouter({ history: createMemoryHistory(), routes })
  await router.push('/')
  let words: Ref<string> | undefined
  const app = createApp({
    setup() {
      words = useSearchWords(page)
      return () => null
    },
  })
  app.use(router).mount(document.createElement('div'))
  if (!words) throw new Error('not mounted')
  return { words, router, leave: () => app.unmount() }
}

test('words are kept when a hit is opened before the pause in typing is over', async () => {
  const page = createPage({ position: 0, scroll: null })
  const { words, router, leave } = await open(page)
  words.value = 'vaccines'
  await router.push('/chat')
  expect(page.history.state).toEqual({ position: 0, scroll: null, search: 'vaccines' })
  leave()
  expect((await open(page)).words.value).toBe('vaccines')
})

test('words are not kept with another entry', async () => {
  const page = createPage({ position: 0 })
  const { words, router } = await open(page)
  words.value = 'vaccines'
  page.history.replaceState({ position: 1 }, '')
  await router.push('/chat')
  expect(page.history.state).toEqual({ position: 1 })
})
