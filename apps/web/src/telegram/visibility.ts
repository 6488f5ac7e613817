import type { ShallowRef } from 'vue'
import { shallowRef } from 'vue'
import type { Bridge } from './bridge.ts'

/** Whether somebody can see the app: the client has not minimised it and the page is not hidden. */
export function createVisibility(bridge: Bridge, page: Document): Readonly<ShallowRef<boolean>> {
  let inClient = true
  const visible = shallowRef(!page.hidden)
  const update = () => (visible.value = inClient && !page.hidden)
  bridge.on('visibility_changed', ({ is_visible: isVisible }) => {
    inClient = isVisible
    update()
  })
  page.addEventListener('visibilitychange', update)
  return visible
}
