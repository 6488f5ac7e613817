import { onScopeDispose } from 'vue'
import { useRouter } from 'vue-router'
import { useNewChat } from '../chats/use-new-chat.ts'
import { goBack } from './client-buttons.ts'

/** Ctrl/Cmd+K searches, Ctrl/Cmd+Shift+O makes a chat, Escape goes back unless something nearer has used it. */
export function useShortcuts(): void {
  const router = useRouter()
  const openNewChat = useNewChat()

  async function onKey(event: KeyboardEvent): Promise<void> {
    if (event.defaultPrevented || event.isComposing || document.querySelector('dialog[open]') !== null) return
    const command = event.ctrlKey || event.metaKey
    if (command && !event.shiftKey && event.key.toLowerCase() === 'k') {
      event.preventDefault()
      if (document.querySelector('#chat-search') === null) await router.push({ name: 'chats' })
      document.querySelector<HTMLInputElement>('#chat-search')?.focus()
    } else if (command && event.shiftKey && event.key.toLowerCase() === 'o') {
      event.preventDefault()
      await openNewChat()
    } else if (event.key === 'Escape' && router.currentRoute.value.meta.depth > 0) {
      await goBack(router)
    }
  }
  const listener = (event: KeyboardEvent) => void onKey(event)
  window.addEventListener('keydown', listener)
  onScopeDispose(() => window.removeEventListener('keydown', listener))
}
