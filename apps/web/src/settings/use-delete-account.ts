import { useMutation, useQueryClient } from '@tanstack/vue-query'
import type { Ref } from 'vue'
import { useRouter } from 'vue-router'
import { useFailureToast, useTrpc } from '../api/index.ts'
import { useToasts } from '../app/toasts.ts'
import { useStoredCache } from '../cache/stored-cache.ts'
import { useOutbox } from '../chat/outbox/use-outbox.ts'
import { useMessages } from '../i18n/i18n.ts'
import { useTelegram } from '../telegram/index.ts'

/** Takes everything away, here and on the server, after a question, and starts as on the first day. */
export function useDeleteAccount(): { deleting: Readonly<Ref<boolean>>, deleteAccount: () => Promise<void> } {
  const trpc = useTrpc()
  const queryClient = useQueryClient()
  const cache = useStoredCache()
  const outbox = useOutbox()
  const router = useRouter()
  const toasts = useToasts()
  const t = useMessages()
  const { confirm, haptics } = useTelegram()
  const showFailure = useFailureToast()

  const deletion = useMutation(trpc.auth.deleteAccount.mutationOptions({
    async onSuccess() {
      haptics.success()
      await queryClient.cancelQueries()
      outbox.clear()
      cache.forgetUser()
      queryClient.removeQueries({ type: 'inactive' })
      // What is on the screen is asked for anew: a query that is only thrown away leaves its screen without one.
      void queryClient.resetQueries()
      await router.replace({ name: 'chats' })
      toasts.show({ text: t.value.settings.deleted })
    },
    onError: (error) => showFailure(error),
  }))

  return {
    deleting: deletion.isPending,
    async deleteAccount() {
      const yes = await confirm({
        title: t.value.settings.deleteTitle,
        message: t.value.settings.deleteMessage,
        confirm: t.value.app.delete,
        cancel: t.value.app.cancel,
        danger: true,
      })
      if (yes) deletion.mutate()
    },
  }
}
