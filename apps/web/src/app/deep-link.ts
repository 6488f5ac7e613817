import type { Router } from 'vue-router'
import { readStartParam } from '../telegram/index.ts'

const followedKey = 'parley:followed'

/**
 * Leads a launch from a deep link to its place, once: a reload stays where the user went. The question of a `q_` link
 * goes to the chat list as `?question=`, which makes the chat. The launch parameters go from the address.
 */
export function followDeepLink(
  { router, startParam, storage }: {
    router: Router
    startParam: string | undefined
    storage: Pick<Storage, 'getItem' | 'setItem'>
  },
): void {
  const found = readStartParam(startParam)
  let target = storage.getItem(followedKey) === startParam ? undefined : found
  if (target !== undefined) storage.setItem(followedKey, startParam ?? '')

  router.beforeEach((to, from) => {
    if (from.matched.length > 0) return true
    // Followed once: when its screen cannot be loaded, the list is shown after all.
    const place = target
    target = undefined
    if (place?.to === 'chat' && to.name === 'chats') {
      return { name: 'chat', params: { id: place.id }, replace: true }
    }
    if (place?.to === 'question' && to.name === 'chats' && to.query['question'] === undefined) {
      return { name: 'chats', query: { question: place.text }, replace: true }
    }
    return to.hash.includes('tgWebApp') ? { ...to, hash: '', replace: true } : true
  })
}
