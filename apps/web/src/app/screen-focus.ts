import { nextTick } from 'vue'
import type { Router } from 'vue-router'

/**
 * A screen that opens gets the focus, unless it has given it to something in it: else it would stay with what is gone,
 * and a screen reader would say nothing.
 */
export function useScreenFocus({ router, page }: { router: Router, page: Document }): void {
  router.afterEach(async (to, from) => {
    if (from.matched.length === 0 || to.path === from.path) return
    await nextTick()
    const focused = page.activeElement
    if (focused !== null && focused !== page.body) return
    const screen = page.querySelector<HTMLElement>('main')
    screen?.setAttribute('tabindex', '-1')
    screen?.focus({ preventScroll: true })
  })
}
