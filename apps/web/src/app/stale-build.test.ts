import { expect, test, vi } from 'vitest'
import { reloadForNewBuild } from './stale-build.ts'
import { storageOr } from './storage.ts'

test('a part that is gone reloads the page, once a minute at most', () => {
  const reload = vi.fn()
  const page = Object.assign(new EventTarget(), { location: { reload } })
  let now = 1_000_000
  const storage = storageOr(() => {
    throw new Error('none')
  })
  const isReloading = reloadForNewBuild(page as unknown as Window, storage, () => now)
  expect(isReloading()).toBe(false)
  const fail = () => page.dispatchEvent(new Event('vite:preloadError', { cancelable: true }))
  expect(fail(), 'whether the error goes on to the page').toBe(false)
  expect(fail()).toBe(true)
  expect(reload).toHaveBeenCalledTimes(1)
  expect(isReloading()).toBe(true)
  now += 61_000
  expect(fail()).toBe(false)
  expect(reload).toHaveBeenCalledTimes(2)
})
