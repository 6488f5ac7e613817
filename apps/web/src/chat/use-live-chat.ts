import { skipToken } from '@tanstack/vue-query'
import { useSubscription } from 'trpc-vue-query'
import { computed, onScopeDispose, shallowRef, watch, type ComputedRef } from 'vue'
import type { ChatEvent, MessageView } from '@parley/api'
import { failureOf, useTrpc } from '../api/index.ts'
import { useTelegram } from '../telegram/index.ts'
import { createFrameBatch } from './frame-batch.ts'
import { isStale, shownBranch } from './state/branch.ts'
import { noLiveChat, type LiveAction, type LiveChat } from './state/live.ts'
import { fold, reduce } from './state/reducer.ts'
import type { History } from './use-history.ts'

/** Hidden for longer, the app lets go of its stream, which may be lost without being told. In milliseconds. */
const LONG_HIDDEN = 15_000

export interface Live {
  state: ComputedRef<LiveChat>
  /** The branch that is shown, oldest first. */
  branch: ComputedRef<MessageView[]>
  dispatch: (action: LiveAction) => void
}

/** Lays what happens in the open chat over its pages, and reads them again when they cannot know any more. */
export function useLiveChat(chatId: string, ready: () => boolean, history: History): Live {
  const trpc = useTrpc()
  const { visible } = useTelegram()
  const state = shallowRef<LiveChat>(noLiveChat)
  const branch = computed(() => shownBranch(history.rows.value, state.value))
  // Words come faster than they can be drawn on a slow phone: what comes within a frame is drawn at once.
  const arriving = createFrameBatch<ChatEvent>((events) => {
    state.value = fold(state.value, events)
    const isTold = events.some(({ type }) => type === 'snapshot')
    if (isTold && isStale(history.rows.value, state.value)) void history.refresh()
  }, window)
  /** What has ended goes into the pages: they are what the chat opens with the next time. */
  const keepEnded = () => {
    const { leafId, runningId } = state.value
    if (typeof leafId === 'string' && runningId === null && !isStale(history.rows.value, state.value)) history.keep(branch.value)
  }
  // One may leave in the very frame in which a reply ends.
  onScopeDispose(() => {
    arriving.flush()
    keepEnded()
    arriving.dispose()
  })
  const dispatch = (action: LiveAction) => {
    arriving.flush()
    state.value = reduce(state.value, action)
  }

  let timer: ReturnType<typeof setTimeout> | undefined
  let failures = 0
  const again = () => {
    clearTimeout(timer)
    failures += 1
    timer = setTimeout(() => stream.reset(), Math.min(15_000, 500 * 2 ** failures) * (0.75 + Math.random() / 2))
  }
  const paused = shallowRef(false)
  const wanted = () => ready() && !paused.value ? { chatId } : skipToken
  const stream = useSubscription(() => trpc.chat.events.subscriptionOptions(wanted(), {
    onData({ data: event }) {
      failures = 0
      arriving.add(event)
    },
    onError: (error) => failureOf(error).reason === 'NOT_FOUND' ? undefined : again(),
    onComplete: again,
  }))
  onScopeDispose(() => clearTimeout(timer))

  watch(() => state.value.lost, (lost) => lost && stream.reset())
  watch(history.rows, (items) => {
    dispatch({ type: 'listed', items })
    // The first page may come after the first reply.
    keepEnded()
  }, { immediate: true })
  watch(() => state.value.runningId, (runs, ran) => typeof ran === 'string' && !runs && keepEnded())

  let hiddenAt: number | undefined
  let pause: ReturnType<typeof setTimeout> | undefined
  watch(visible, (isVisible) => {
    clearTimeout(pause)
    if (!isVisible) {
      hiddenAt = Date.now()
      pause = setTimeout(() => (paused.value = true), LONG_HIDDEN)
    } else if (paused.value) paused.value = false
    // A page that slept had no timers either.
    else if (hiddenAt !== undefined && Date.now() - hiddenAt > LONG_HIDDEN) stream.reset()
  })
  onScopeDispose(() => clearTimeout(pause))

  return { state: computed(() => state.value), branch, dispatch }
}
