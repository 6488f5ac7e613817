import { useMutation } from '@tanstack/vue-query'
import { useRouter } from 'vue-router'
import type { ChatView } from '@parley/api'
import { useFailureToast, useTrpc } from '../api/index.ts'
import { useToasts } from '../app/toasts.ts'
import { useExport } from '../app/use-export.ts'
import { useChatActions } from '../chats/use-chat-actions.ts'
import { useMessages } from '../i18n/i18n.ts'
import { useTelegram } from '../telegram/index.ts'
import type { ChatMenuAction } from './ChatMenuSheet.vue'

/** What the header's menu does with the open chat by itself: `style` has a sheet of its own. */
export function useChatMenu(): (action: Exclude<ChatMenuAction, 'style'>, chat: ChatView) => Promise<void> {
  const trpc = useTrpc()
  const router = useRouter()
  const actions = useChatActions()
  const toasts = useToasts()
  const t = useMessages()
  const { confirm } = useTelegram()
  const exports = useExport()
  const showFailure = useFailureToast()
  const clear = useMutation(trpc.chat.clearContext.mutationOptions({
    onSuccess: () => toasts.show({ text: t.value.chat.contextCleared }),
    onError: showFailure,
  }))

  async function clearContext(id: string): Promise<void> {
    const { clearContext: title, clearContextHint: message, cancel } = t.value.chat
    if (await confirm({ title, message, confirm: title, cancel })) clear.mutate({ id })
  }

  return async (action, chat) => {
    switch (action) {
      case 'rename': return await actions.rename(chat)
      case 'pin': return actions.setPinned(chat, !chat.pinned)
      case 'clearContext': return await clearContext(chat.id)
      case 'exportMarkdown': return await exports.chat({ id: chat.id, format: 'markdown' })
      case 'exportJson': return await exports.chat({ id: chat.id, format: 'json' })
      case 'remove': {
        if (await actions.remove(chat)) await router.replace({ name: 'chats' })
      }
    }
  }
}
