import type { Router } from 'vue-router'
import type { I18n } from '../i18n/i18n.ts'
import type { Toasts } from './toasts.ts'

/**
 * A screen whose code cannot be loaded is said so, and the user stays where they were; at the start, where there was
 * nothing, on the chat list, which is part of the first load.
 */
export function followScreenFailures({ router, toasts, i18n, isReloading }: {
  router: Router
  toasts: Pick<Toasts, 'show'>
  i18n: Pick<I18n, 'messages'>
  /** The page is about to be loaded again: the address must stay what it is. */
  isReloading: () => boolean
}): void {
  router.onError((_error, to, from) => {
    if (isReloading()) return
    const { network, networkTodo } = i18n.messages.value.errors
    toasts.show({ kind: 'error', text: `${network} ${networkTodo}` })
    if (from.matched.length === 0 && to.name !== 'chats') router.replace({ name: 'chats' }).catch(() => undefined)
  })
}
