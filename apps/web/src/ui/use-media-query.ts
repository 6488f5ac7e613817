import type { ShallowRef } from 'vue'
import { onScopeDispose, shallowRef } from 'vue'

/** Whether the page fits a media query, as it changes. */
export function useMediaQuery(query: string): Readonly<ShallowRef<boolean>> {
  const list = window.matchMedia(query)
  const matches = shallowRef(list.matches)
  const update = () => (matches.value = list.matches)
  list.addEventListener('change', update)
  onScopeDispose(() => list.removeEventListener('change', update))
  return matches
}
