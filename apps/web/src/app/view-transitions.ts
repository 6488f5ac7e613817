import { nextTick } from 'vue'
import type { Router } from 'vue-router'

/** Screens slide over one another where the browser can, in the direction of their depth. */
export function useViewTransitions({ router, page }: { router: Router, page: Document }): void {
  const still = window.matchMedia('(prefers-reduced-motion: reduce), (min-width: 900px)')
  router.beforeResolve(async (to, from) => {
    const isSame = to.name === from.name
    if (from.matched.length === 0 || isSame || still.matches || page.hidden || !('startViewTransition' in page)) return
    page.documentElement.dataset['slide'] = to.meta.depth >= from.meta.depth ? 'forward' : 'back'
    await new Promise<void>((proceed) => {
      const transition = page.startViewTransition(async () => {
        const done = new Promise<void>((resolve) => {
          const stop = router.afterEach(() => {
            stop()
            void nextTick(resolve)
          })
        })
        proceed()
        await done
      })
      // A transition that the browser skips is no fault: the screen changes all the same.
      transition.ready.catch(() => proceed())
      transition.finished.catch(() => undefined)
    })
  })
}
