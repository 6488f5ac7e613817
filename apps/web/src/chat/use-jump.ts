import { nextTick, shallowRef, watch, type ShallowRef } from 'vue'
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

  async function jump(id: string): Promise<void> {
    if (!await history.loadUntil(id)) {
      await replies.selectBranch(id)
      if (!await history.loadUntil(id)) return
    }
    await until(() => rows().some(({ key }) => key === id))
    await show(id)
    found.value = id
  }
  watch([() => route.query['message'], history.loaded], ([wanted, loaded]) => {
    if (typeof wanted === 'string' && loaded) jump(wanted).catch(showFailure)
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
