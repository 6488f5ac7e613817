import type { Router } from 'vue-router'
import type { StoredCache } from '../cache/stored-cache.ts'

/** In milliseconds: seldom enough to cost nothing, often enough for an app that is killed without a word. */
const interval = 5_000

/** Stores the cache now and then and when the page goes, and has a chat's messages ready when its screen opens. */
export function keepCache({ cache, router, page }: { cache: StoredCache, router: Router, page: Window }): void {
  setInterval(() => cache.flush(), interval)
  page.addEventListener('pagehide', () => cache.flush())
  page.document.addEventListener('visibilitychange', () => cache.flush())
  router.beforeEach(({ params }) => {
    if (typeof params['id'] === 'string') cache.restore(params['id'])
  })
}
