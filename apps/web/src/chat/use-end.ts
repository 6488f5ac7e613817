import { onMounted, onScopeDispose, ref, type Ref } from 'vue'

/** This close to the end counts as being there, in pixels. */
const NEAR = 64

export interface End {
  /** Whether the page is at its end, and stays there as it grows. */
  following: Readonly<Ref<boolean>>
  /** Goes to the end and stays there. */
  follow: (behavior?: ScrollBehavior) => void
  /** Goes to the end if the page is to stay there: something in it has grown. */
  stay: () => void
  /** Leaves the end for a place that `go` scrolls to, and stays there whatever grows meanwhile. */
  leave: (go: () => Promise<void>) => Promise<void>
}

/**
 * Keeps the document at its end while the reader is there. Only the reader's own way up ends that: a page that grows
 * under them does not.
 */
export function useEnd(content: Readonly<Ref<HTMLElement | null>>): End {
  const following = ref(true)
  const page = document.documentElement
  let top = window.scrollY
  let leaving = false
  const distance = () => page.scrollHeight - window.innerHeight - window.scrollY
  const toEnd = (behavior: ScrollBehavior) => window.scrollTo({ top: page.scrollHeight, behavior })

  const onScroll = () => {
    const wentUp = window.scrollY < top - 1
    top = window.scrollY
    if (leaving) return
    if (distance() <= NEAR) following.value = true
    else if (wentUp) following.value = false
  }
  const stay = () => {
    if (following.value) toEnd('instant')
  }
  const observer = new ResizeObserver(stay)

  onMounted(() => {
    // With what stands around it: a field that grows by a line must not cover the last one.
    const around = content.value?.parentElement
    if (around) observer.observe(around)
    // In the capture phase: before the list draws anew, when to measure costs nothing.
    window.addEventListener('scroll', onScroll, { passive: true, capture: true })
    window.addEventListener('resize', stay)
    window.visualViewport?.addEventListener('resize', stay)
    toEnd('instant')
  })
  onScopeDispose(() => {
    observer.disconnect()
    window.removeEventListener('scroll', onScroll, { capture: true })
    window.removeEventListener('resize', stay)
    window.visualViewport?.removeEventListener('resize', stay)
  })

  return {
    following,
    follow(behavior = 'instant') {
      following.value = true
      toEnd(behavior)
    },
    stay,
    async leave(go) {
      leaving = true
      following.value = false
      try {
        await go()
      } finally {
        leaving = false
        following.value = distance() <= NEAR
      }
    },
  }
}
