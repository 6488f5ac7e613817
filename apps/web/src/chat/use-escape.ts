import { onScopeDispose } from 'vue'

/**
 * Calls `use` when Escape is pressed and nothing nearer has used it; when it returns true, the screen stays. On the
 * document: after what has the focus, before the window, where the same key leaves the screen.
 */
export function useEscape(use: () => boolean): void {
  function onKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return
    if (document.querySelector('dialog[open]') === null && use()) event.preventDefault()
  }
  document.addEventListener('keydown', onKey)
  onScopeDispose(() => document.removeEventListener('keydown', onKey))
}
