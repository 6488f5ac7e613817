const storageKey = 'parley:development-init-data'

/**
 * Signed initData of a development user, which a development or demo server hands out on this machine; undefined from
 * any other server. With the network away, a reload goes on as the same user.
 */
export async function fetchDevelopmentUser(server: string, page: Window): Promise<string | undefined> {
  const user = new URLSearchParams(page.location.search).get('user') ?? '1'
  try {
    const response = await page.fetch(`${server}/dev/init-data?user=${encodeURIComponent(user)}`)
    // A production server answers with the app's own page.
    const isPlain = response.headers.get('content-type')?.startsWith('text/plain') ?? false
    if (!response.ok || !isPlain) return undefined
    const initData = await response.text()
    page.sessionStorage.setItem(storageKey, initData)
    return initData
  } catch {
    return page.sessionStorage.getItem(storageKey) ?? undefined
  }
}
