import { useMutation } from '@tanstack/vue-query'
import type { Ref } from 'vue'
import { useFailureToast, useTrpc } from '../api/index.ts'
import { useToasts } from '../app/toasts.ts'
import { useMessages } from '../i18n/i18n.ts'
import { useTelegram } from '../telegram/index.ts'

/** Has the assistant forget what was said in every chat, after a question. */
export function useClearContexts(): { clearing: Readonly<Ref<boolean>>, clearContexts: () => Promise<void> } {
  const trpc = useTrpc()
  const toasts = useToasts()
  const t = useMessages()
  const { confirm, haptics } = useTelegram()
  const showFailure = useFailureToast()
  const clear = useMutation(trpc.chat.clearContexts.mutationOptions({
    onSuccess() {
      haptics.success()
      toasts.show({ text: t.value.settings.contextsCleared })
    },
    onError: (error) => showFailure(error),
  }))
  return {
    clearing: clear.isPending,
    async clearContexts() {
      const yes = await confirm({
        title: t.value.settings.clearContexts,
        message: t.value.settings.clearContextsHint,
        confirm: t.value.settings.clear,
        cancel: t.value.app.cancel,
      })
      if (yes) clear.mutate()
    },
  }
}
