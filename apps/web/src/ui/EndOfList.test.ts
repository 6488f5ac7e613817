// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { afterEach, expect, test, vi } from 'vitest'
import EndOfList from './EndOfList.vue'

/** Speaks as a browser's does: once when it begins to observe, then when something changes. */
class NearObserver {
  readonly observe: () => void
  constructor(tell: (entries: { isIntersecting: boolean }[]) => void) {
    this.observe = () => tell([{ isIntersecting: true }])
  }

  unobserve(): void { /* It has nothing to forget. */ }
  disconnect(): void { /* It has nothing to forget. */ }
}
afterEach(() => vi.unstubAllGlobals())

test('a reader who is near is told of again when the list can be loaded again', async () => {
  vi.stubGlobal('IntersectionObserver', NearObserver)
  const end = mount(EndOfList, { props: { busy: true } })
  expect(end.emitted('near')).toHaveLength(1)
  await end.setProps({ busy: false })
  expect(end.emitted('near')).toHaveLength(2)
  await end.setProps({ busy: true })
  expect(end.emitted('near')).toHaveLength(2)
})
