import type { Ref } from 'vue'
import { onScopeDispose, ref, watch } from 'vue'
import { useRouter } from 'vue-router'

/** A pause in typing after which the words are kept, in milliseconds: browsers take few changes of an entry. */
const pause = 400

/**
 * The words of the search. They stay with this entry of the browser's history: going back from a hit, or loading the
 * page anew, leads to the hits again.
 */
export function useSearchWords(page: Window = window): Ref<string> {
  const state = (): Record<string, unknown> => ({ ...page.history.state })
  const kept = state()['search']
  const words = ref(typeof kept === 'string' ? kept : '')
  const entry = state()['position']
  let timer: ReturnType<typeof setTimeout> | undefined
  const keep = () => {
    clearTimeout(timer)
    const now = state()
    if (now['position'] === entry && (now['search'] ?? '') !== words.value) page.history.replaceState({ ...now, search: words.value }, '')
  }
  watch(words, () => {
    clearTimeout(timer)
    timer = setTimeout(keep, pause)
  })
  // Whoever opens a hit sooner than that comes back to the words all the same.
  onScopeDispose(useRouter().beforeEach(keep))
  onScopeDispose(() => clearTimeout(timer))
  return words
}
