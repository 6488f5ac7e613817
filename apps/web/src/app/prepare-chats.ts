import type { QueryClient } from '@tanstack/vue-query'
import type { Router } from 'vue-router'
import type { Trpc } from '../api/index.ts'
import type { StoredCache } from '../cache/stored-cache.ts'
import { historyOptions } from '../chat/history-options.ts'
import type { ChatCreations } from '../chats/chat-creations.ts'
import { loadChatScreen } from './router.ts'

/** A finger that stays this long on a chat, in milliseconds, and within this many pixels does not begin to scroll. */
const REST = 80
const SLOP = 10

/**
 * Has a chat's messages ready when its screen opens: what is stored at once, and what is not from the server, beside
 * the screen's own code instead of after it. A finger on a chat begins before it is lifted again, a tenth of a second
 * later.
 */
export function prepareChats({ router, trpc, queryClient, cache, creations, page }: {
  router: Router
  trpc: Trpc
  queryClient: QueryClient
  cache: StoredCache
  /** What the server does not have yet is not asked for. */
  creations: ChatCreations
  page: Window
}): void {
  function prepare(id: unknown): void {
    if (typeof id !== 'string' || creations.has(id)) return
    const history = historyOptions(trpc, id)
    const isKnown = () => queryClient.getQueryState(history.queryKey) !== undefined
    if (isKnown()) return
    cache.restore(id)
    if (isKnown()) return
    void queryClient.prefetchQuery(trpc.chat.get.queryOptions({ id }))
    void queryClient.prefetchInfiniteQuery({ ...history, initialPageParam: null })
  }

  let timer: ReturnType<typeof setTimeout> | undefined
  let start = { x: 0, y: 0 }
  const letGo = () => clearTimeout(timer)
  page.addEventListener('pointerdown', ({ target, button, clientX, clientY }) => {
    letGo()
    if (button !== 0) return
    const link = target instanceof Element ? target.closest('a[href]') : null
    if (!link) return
    const { name, params } = router.resolve(link.getAttribute('href') ?? '')
    if (name !== 'chat') return
    void loadChatScreen().catch(() => undefined)
    start = { x: clientX, y: clientY }
    timer = setTimeout(() => prepare(params['id']), REST)
  }, { passive: true })
  page.addEventListener('pointermove', ({ clientX, clientY }) => {
    if (Math.hypot(clientX - start.x, clientY - start.y) > SLOP) letGo()
  }, { passive: true })
  page.addEventListener('pointercancel', letGo, { passive: true })
  router.beforeEach(({ params }) => prepare(params['id']))
}
