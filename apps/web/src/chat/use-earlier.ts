import { nextTick, onMounted, onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import type { Row } from './rows.ts'

/** Earlier messages are asked for when fewer screens of them than this are above: a fast finger's second or two. */
const AHEAD = 16
/** This near the beginning, in screens, they are shown without waiting for rest: there must be no end that is none. */
const NEAR = 2
/** A page that has not been scrolled for this long is at rest, in milliseconds. */
const REST = 200

export interface Earlier {
  /** The rows to show; `earlier` when they have just grown at their beginning: then the place is kept from the end. */
  shown: Readonly<ShallowRef<{ rows: Row[], earlier: boolean }>>
  /** Shows all rows at once. */
  showAll: () => void
}

/**
 * Has earlier messages loaded long before they are needed, and puts them above the others while nobody scrolls. In the
 * middle of a scroll the page would have to be scrolled by their height too, which ends a fling in Safari and counts as
 * a shift of everything in Chromium.
 */
export function useEarlier(rows: () => Row[], hasEarlier: () => boolean, ask: () => void): Earlier {
  const shown = shallowRef({ rows: rows(), earlier: false })
  let timer: ReturnType<typeof setTimeout> | undefined
  let [frame, nearFrame] = [0, 0]

  /** How many of the rows stand above the first one that is shown. */
  const above = () => rows().findIndex(({ key }) => key === shown.value.rows[0]?.key)
  const isNear = (screens: number) => window.scrollY < screens * window.innerHeight

  function showAll(): void {
    const earlier = above() > 0
    if (earlier || shown.value.rows !== rows()) shown.value = { rows: rows(), earlier }
  }
  /**
   * In the frame's callbacks, which come after its scrolls: the list keeps the place by where it was last told that the
   * page stands. Not told yet, it would throw a reader back by what they have just scrolled.
   */
  function showInFrame(): void {
    nearFrame ||= requestAnimationFrame(() => {
      nearFrame = 0
      showAll()
    })
  }
  function askForMore(): void {
    if (hasEarlier() && above() <= 0 && isNear(AHEAD)) ask()
  }
  function onRest(): void {
    timer = undefined
    // In a frame that has not been scrolled: what is scrolled in one frame has been told before this.
    frame = requestAnimationFrame(() => {
      if (timer !== undefined) return
      showAll()
      void nextTick(askForMore)
    })
  }
  function waitForRest(): void {
    clearTimeout(timer)
    timer = setTimeout(onRest, REST)
  }
  function onScroll(): void {
    if (above() > 0 && isNear(NEAR)) showInFrame()
    askForMore()
    waitForRest()
  }

  watch(rows, (next) => {
    const count = above()
    shown.value = { rows: next.slice(Math.max(0, count)), earlier: false }
    if (count > 0 && isNear(NEAR)) showInFrame()
  })
  // What is loaded is shown, and what is still missing asked for, when the page has come to rest.
  watch([() => rows().length, hasEarlier], () => timer ?? waitForRest(), { immediate: true })
  const passive = { passive: true, capture: true }
  onMounted(() => window.addEventListener('scroll', onScroll, passive))
  onScopeDispose(() => {
    clearTimeout(timer)
    cancelAnimationFrame(frame)
    cancelAnimationFrame(nearFrame)
    window.removeEventListener('scroll', onScroll, passive)
  })
  return { shown, showAll }
}
