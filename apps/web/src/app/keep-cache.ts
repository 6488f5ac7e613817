import type { StoredCache } from '../cache/stored-cache.ts'

/** In milliseconds: seldom enough to cost nothing, often enough for an app that is killed without a word. */
const interval = 5_000

/** Stores the cache now and then and when the page goes. */
export function keepCache({ cache, page }: { cache: StoredCache, page: Window }): void {
  setInterval(() => cache.flush(), interval)
  page.addEventListener('pagehide', () => cache.flush())
  page.document.addEventListener('visibilitychange', () => cache.flush())
}
