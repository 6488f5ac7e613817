import type { ShallowRef } from 'vue'
import { onBeforeUpdate, onUpdated } from 'vue'

/**
 * Keeps the keyboard's place in a list whose items move and go: an item that moved keeps the focus, in the place of one
 * that is gone its neighbour gets it. Without it the focus falls back to the beginning of the page.
 */
export function useFocusKept(list: Readonly<ShallowRef<HTMLElement | null>>): void {
  let held: { element: HTMLElement, at: number } | undefined

  onBeforeUpdate(() => {
    const element = document.activeElement
    const at = [...list.value?.children ?? []].findIndex((item) => item.contains(element))
    held = at >= 0 && element instanceof HTMLElement ? { element, at } : undefined
  })
  onUpdated(() => {
    if (!held || document.activeElement === held.element) return
    const { element, at } = held
    const items = list.value?.children
    const neighbour = items?.[Math.min(at, items.length - 1)]?.querySelector<HTMLElement>('[data-cell]')
    const next = element.isConnected ? element : neighbour
    next?.focus({ preventScroll: element.isConnected })
  })
}
