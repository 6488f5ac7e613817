import { useMutation, useQueryClient } from '@tanstack/vue-query'
import type { ChatView } from '@parley/api'
import { failureOf, useFailureToast, useTrpc } from '../api/index.ts'
import { useDialogs } from '../app/dialogs.ts'
import { useToasts } from '../app/toasts.ts'
import { isolate } from '../i18n/format.ts'
import { useMessages } from '../i18n/i18n.ts'
import { useTelegram } from '../telegram/index.ts'
import { useChatCache } from './chat-cache.ts'
import { titleOf } from './title.ts'

/** The longest title, in characters, as the server has it. */
const longestTitle = 100

/** What can be done with a chat. Each shows its result at once and takes it back, in words, when the server refuses. */
export interface ChatActions {
  /** Asks for a new title. */
  rename: (chat: ChatView) => Promise<void>
  /** Who answers in it, and what they are always to know. */
  setChoices: (chat: ChatView, choices: Pick<ChatView, 'persona' | 'model' | 'instructions'>) => void
  setPinned: (chat: ChatView, pinned: boolean) => void
  setArchived: (chat: ChatView, archived: boolean) => void
  /** Asks first; false when the user thought better of it. Can be undone from the toast. */
  remove: (chat: ChatView) => Promise<boolean>
}

export function useChatActions(): ChatActions {
  const trpc = useTrpc()
  const queryClient = useQueryClient()
  const cache = useChatCache()
  const t = useMessages()
  const { confirm, haptics } = useTelegram()
  const dialogs = useDialogs()
  const toasts = useToasts()
  const showFailure = useFailureToast()

  /** One after the other, so that an undo never overtakes what it undoes. */
  const scope = { id: 'chats' }
  const takeBack = (error: unknown, undo: (() => void) | undefined) => {
    undo?.()
    showFailure(error)
  }
  const refreshWhenQuiet = async () => {
    if (queryClient.isMutating({ mutationKey: trpc.chat.pathKey() }) <= 1) await cache.refresh()
  }

  const update = useMutation(trpc.chat.update.mutationOptions({
    scope,
    async onMutate({ id, ...patch }) {
      const before = cache.find(id)
      const undoLists = await cache.hold()
      const known = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))
      cache.patch(id, known)
      return () => {
        if (before) cache.patch(id, before)
        undoLists()
      }
    },
    onError: (error, _input, undo) => takeBack(error, undo),
    onSettled: refreshWhenQuiet,
  }))

  const restore = useMutation(trpc.chat.restore.mutationOptions({
    scope,
    onSuccess: (chat) => cache.put(chat),
    onError: (error) => showFailure(error),
    onSettled: refreshWhenQuiet,
  }))

  const remove = useMutation(trpc.chat.delete.mutationOptions({
    scope,
    async onMutate({ id }) {
      const undo = await cache.hold()
      cache.remove(id)
      return undo
    },
    // A retry whose first try got through finds nothing to delete: that is what was wanted.
    onError: (error, _input, undo) => failureOf(error).reason === 'NOT_FOUND' ? undefined : takeBack(error, undo),
    onSettled: refreshWhenQuiet,
  }))

  return {
    async rename(chat) {
      const title = await dialogs.prompt({
        title: t.value.chats.renameTitle,
        label: t.value.chats.renameLabel,
        value: chat.title ?? '',
        maxLength: longestTitle,
        confirm: t.value.app.save,
        cancel: t.value.app.cancel,
      })
      if (title !== undefined && title !== chat.title) update.mutate({ id: chat.id, title })
    },
    setChoices: (chat, choices) => update.mutate({ id: chat.id, ...choices }),
    setPinned(chat, pinned) {
      haptics.selection()
      update.mutate({ id: chat.id, pinned })
    },
    setArchived(chat, archived) {
      haptics.selection()
      update.mutate({ id: chat.id, archived })
      toasts.show({
        text: archived ? t.value.chats.archived : t.value.chats.unarchived,
        action: { label: t.value.app.undo, run: () => update.mutate({ id: chat.id, archived: !archived }) },
      })
    },
    async remove(chat) {
      const yes = await confirm({
        title: t.value.chats.deleteTitle,
        message: t.value.chats.deleteMessage(isolate(titleOf(chat, t.value))),
        confirm: t.value.app.delete,
        cancel: t.value.app.cancel,
        danger: true,
      })
      if (!yes) return false
      haptics.success()
      remove.mutate({ id: chat.id })
      toasts.show({
        text: t.value.chats.deleted,
        action: {
          label: t.value.app.undo,
          run() {
            cache.put(chat)
            restore.mutate({ id: chat.id })
          },
        },
      })
      return true
    },
  }
}
