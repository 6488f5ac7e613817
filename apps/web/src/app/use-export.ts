import { useMutation } from '@tanstack/vue-query'
import type { ShallowRef } from 'vue'
import { shallowRef } from 'vue'
import type { ExportLink } from '@parley/api'
import { useFailureToast, useTrpc } from '../api/index.ts'
import { env } from '../env.ts'
import { useMessages } from '../i18n/i18n.ts'
import { useTelegram } from '../telegram/index.ts'
import { useToasts } from './toasts.ts'

export interface Export {
  /** The server is asked where the file is. */
  readonly busy: Readonly<ShallowRef<boolean>>
  chat: (chat: { id: string, format: 'markdown' | 'json' }) => Promise<void>
  everything: () => Promise<void>
}

/** Takes a chat or everything out as a file, and says so. */
export function useExport(): Export {
  const trpc = useTrpc()
  const toasts = useToasts()
  const t = useMessages()
  const { save } = useTelegram()
  const showFailure = useFailureToast()
  const chat = useMutation(trpc.chat.exportLink.mutationOptions())
  const everything = useMutation(trpc.auth.exportLink.mutationOptions())
  const busy = shallowRef(false)

  async function linkOf(ask: () => Promise<ExportLink>): Promise<ExportLink | undefined> {
    busy.value = true
    try {
      return await ask()
    } catch (error) {
      showFailure(error)
      return undefined
    } finally {
      busy.value = false
    }
  }

  async function run(ask: () => Promise<ExportLink>): Promise<void> {
    const link = busy.value ? undefined : await linkOf(ask)
    if (link === undefined) return
    const url = new URL(env.serverAddress + link.path, window.location.href).href
    if (await save({ name: link.fileName, url }) === 'saved') toasts.show({ text: t.value.app.exported })
  }

  return {
    busy,
    chat: async (input) => await run(async () => await chat.mutateAsync(input)),
    everything: async () => await run(async () => await everything.mutateAsync()),
  }
}
