/** Collects what comes and hands it over once a frame. */
export interface FrameBatch<Item> {
  add: (item: Item) => void
  /** Hands over what waits, now. */
  flush: () => void
  dispose: () => void
}

/** A page that is hidden draws no frames: there a timer hands over. In milliseconds. */
const HIDDEN_PACE = 250

/** `handle` gets one or more items, in their order. */
export function createFrameBatch<Item>(
  handle: (items: readonly Item[]) => void,
  page: Pick<Window, 'requestAnimationFrame' | 'cancelAnimationFrame' | 'setTimeout' | 'clearTimeout'>,
): FrameBatch<Item> {
  let waiting: Item[] = []
  let cancel: (() => void) | undefined

  function forget(): void {
    cancel?.()
    cancel = undefined
  }
  function flush(): void {
    forget()
    if (waiting.length === 0) return
    const items = waiting
    waiting = []
    handle(items)
  }
  return {
    add(item) {
      waiting.push(item)
      if (cancel) return
      const frame = page.requestAnimationFrame(flush)
      const timer = page.setTimeout(flush, HIDDEN_PACE)
      cancel = () => {
        page.cancelAnimationFrame(frame)
        page.clearTimeout(timer)
      }
    },
    flush,
    dispose: forget,
  }
}
