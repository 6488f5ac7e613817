import type { Router } from 'vue-router'
import { readStartParam } from '../telegram/index.ts'

/**
 * Leads a launch from a deep link to its place, once: a reload stays where the user went. The question of a `q_` link
 * goes to the chat list as `?question=`, which makes the chat.
 */
export function followDeepLink(
  { router, startParam, storage = sessionStorage }: {
    router: Router
    startParam: string | undefined
    storage?: Pick<Storage, 'getItem' | 'setItem'>
  },
): void {
  const target = readStartParam(startParam)
  if (target === undefined || storage.getItem('parley:followed') === startParam) return
  storage.setItem('parley:followed', startParam ?? '')
  router.beforeEach((to, from) => {
    if (from.matched.length > 0 || to.name !== 'chats') return true
    return target.to === 'chat'
      ? { name: 'chat', params: { id: target.id }, replace: true }
      : { name: 'chats', query: { question: target.text }, replace: true, force: true }
  })
}
