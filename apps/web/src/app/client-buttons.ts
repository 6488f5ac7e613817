import type { Router } from 'vue-router'
import type { Telegram } from '../telegram/index.ts'

/** One step back: where the user came from, or the chat list when they came from outside. */
export async function goBack(router: Router): Promise<void> {
  const { back } = window.history.state as { back?: unknown }
  if (typeof back === 'string') router.back()
  else await router.replace({ name: 'chats' })
}

/** Ties the client's own buttons and bars to the screen that is open. */
export function useClientButtons({ router, telegram }: { router: Router, telegram: Telegram }): void {
  const { backButton, settingsButton, theme } = telegram
  backButton.onPress(() => void goBack(router))
  settingsButton.onPress(() => void router.push({ name: 'settings' }))
  settingsButton.show(true)
  router.afterEach(({ meta }) => {
    backButton.show(meta.depth > 0)
    theme.dress(meta.grouped ? { header: 'page', background: 'page' } : { header: 'header', background: 'surface' })
  })
}
