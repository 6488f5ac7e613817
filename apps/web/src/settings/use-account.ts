import { useMutation, useQueryClient } from '@tanstack/vue-query'
import { shallowRef } from 'vue'
import { useRouter } from 'vue-router'
import { useFailureToast, useTrpc } from '../api/index.ts'
import { useToasts } from '../app/toasts.ts'
import { useStoredCache } from '../cache/stored-cache.ts'
import { useOutbox } from '../chat/outbox/use-outbox.ts'
import { useMessages } from '../i18n/i18n.ts'
import { useTelegram } from '../telegram/index.ts'
import { toJson } from './to-json.ts'

/** Taking everything out, and taking everything away. */
export function useAccount() {
  const trpc = useTrpc()
  const queryClient = useQueryClient()
  const cache = useStoredCache()
  const outbox = useOutbox()
  const router = useRouter()
  const toasts = useToasts()
  const t = useMessages()
  const { confirm, save, haptics } = useTelegram()
  const showFailure = useFailureToast()
  const exporting = shallowRef(false)

  async function exportAll(): Promise<void> {
    if (exporting.value) return
    exporting.value = true
    try {
      const options = { gcTime: 0, staleTime: 0, retry: 2 }
      const data = await queryClient.fetchQuery(trpc.auth.exportData.queryOptions(undefined, options))
      const name = `parley-${new Date().toISOString().slice(0, 10)}.json`
      const result = await save({ name, type: 'application/json', text: toJson(data) })
      if (result === 'saved') toasts.show({ text: t.value.settings.exported })
      else if (result === 'impossible') toasts.show({ kind: 'error', text: t.value.settings.exportImpossible })
    } catch (error) {
      showFailure(error)
    } finally {
      exporting.value = false
    }
  }

  const deletion = useMutation(trpc.auth.deleteAccount.mutationOptions({
    async onSuccess() {
      haptics.success()
      queryClient.clear()
      outbox.clear()
      cache.forgetUser()
      await router.replace({ name: 'chats' })
      toasts.show({ text: t.value.settings.deleted })
    },
    onError: (error) => showFailure(error),
  }))

  async function deleteAccount(): Promise<void> {
    const yes = await confirm({
      title: t.value.settings.deleteTitle,
      message: t.value.settings.deleteMessage,
      confirm: t.value.app.delete,
      cancel: t.value.app.cancel,
      danger: true,
    })
    if (yes) deletion.mutate()
  }

  return { exporting, exportAll, deleting: deletion.isPending, deleteAccount }
}
