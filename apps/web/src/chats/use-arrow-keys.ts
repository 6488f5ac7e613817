import type { ShallowRef } from 'vue'
import { onScopeDispose, watch } from 'vue'

/**
 * Up and down move the focus between the cells (`[data-cell]`) of a list, Home and End to its ends. Returns a function
 * that gives the focus to the first cell.
 */
export function useArrowKeys(list: Readonly<ShallowRef<HTMLElement | null>>): () => void {
  const cells = () => [...list.value?.querySelectorAll<HTMLElement>('[data-cell]') ?? []]

  function onKey(event: KeyboardEvent): void {
    // The search field has given the focus to the first cell already.
    if (event.defaultPrevented) return
    const all = cells()
    const at = all.findIndex((cell) => cell === document.activeElement)
    if (at < 0) return
    const target = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key]
    if (target === undefined) return
    event.preventDefault()
    if (target < 0) document.querySelector<HTMLElement>('#chat-search')?.focus()
    else all[target]?.focus()
  }

  const stop = watch(list, (element, old) => {
    old?.removeEventListener('keydown', onKey)
    element?.addEventListener('keydown', onKey)
  }, { flush: 'post' })
  onScopeDispose(stop)
  return () => cells()[0]?.focus()
}

/**
 * Gives the focus to the cell through which the user left the screen that they are coming back to: who walks with the
 * keyboard goes on from there. `state` is the entry of the browser's history, which names the screen that was left.
 */
export function focusCellLeft(screen: HTMLElement, state: unknown): void {
  const forward = typeof state === 'object' && state !== null && 'forward' in state ? state.forward : undefined
  if (typeof forward !== 'string') return
  screen.querySelector<HTMLElement>(`[data-cell][href="${CSS.escape(forward)}"]`)?.focus({ preventScroll: true })
}
