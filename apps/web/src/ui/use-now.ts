import type { ShallowRef } from 'vue'
import { onScopeDispose, shallowRef } from 'vue'

/** The time, as often as a list of times has to be painted anew. In milliseconds. */
export function useNow(every = 30_000): Readonly<ShallowRef<Date>> {
  const now = shallowRef(new Date())
  const timer = setInterval(() => (now.value = new Date()), every)
  onScopeDispose(() => clearInterval(timer))
  return now
}
