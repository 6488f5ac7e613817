import { nextTick, onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import { useRoute } from 'vue-router'
import { useFailureToast } from '../api/index.ts'
import type { Row } from './rows.ts'
import type { Replies } from './use-replies.ts'
import type { History } from './use-history.ts'

/**
 * Follows a hit of the search (`?message=<id>`) to its message, whose page may have to be loaded and whose branch
 * chosen first. Returns the message that was come to.
 */
export function useJump({ history, replies, rows, show }: {
  history: History
  replies: Replies
  rows: () => Row[]
  /** Scrolls to a row. */
  show: (key: string) => Promise<void>
}): Readonly<ShallowRef<string | undefined>> {
  const route = useRoute()
  const found = shallowRef<string>()
  const showFailure = useFailureToast()
  /** The screen is gone: nothing may be chosen for it any more. */
  const left = shallowRef(false)
  onScopeDispose(() => (left.value = true))

  async function jump(id: string): Promise<void> {
    if (!await history.loadUntil(id)) {
      if (left.value) return
      await replies.selectBranch(id)
      if (!await history.loadUntil(id)) return
    }
    await until(() => left.value || rows().some(({ key }) => key === id))
    if (left.value) return
    await show(id)
    found.value = id
  }
  watch([() => route.query['message'], history.loaded], ([wanted, loaded]) => {
    if (typeof wanted === 'string' && loaded) jump(wanted).catch((error: unknown) => {
      if (!left.value) showFailure(error)
    })
  }, { immediate: true })
  return found
}

/** Resolves once `is` is true, and what it shows is drawn. */
const until = async (is: () => boolean): Promise<void> => await new Promise((resolve) => {
  const stop = watch(is, (yes) => yes && void nextTick(() => {
    stop()
    resolve()
  }), { immediate: true })
})
