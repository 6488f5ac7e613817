const triedAt = 'parley:reloaded-for-new-build'

/**
 * After an update of the server, a page that was open before asks for parts that are not there any more. It is loaded
 * again, at most once a minute, so that a server that is broken is not asked for ever.
 * https://vite.dev/guide/build#load-error-handling
 *
 * Returns whether the page is about to be loaded again.
 */
export function reloadForNewBuild(page: Window, storage: Storage, now: () => number = Date.now): () => boolean {
  let reloading = false
  page.addEventListener('vite:preloadError', (event) => {
    const last = Number(storage.getItem(triedAt) ?? 0)
    if (now() - last < 60_000) return
    storage.setItem(triedAt, String(now()))
    event.preventDefault()
    reloading = true
    page.location.reload()
  })
  return () => reloading
}
