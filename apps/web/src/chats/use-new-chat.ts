import { useMutation, useQueryClient } from '@tanstack/vue-query'
import { v7 } from 'uuid'
import { useRouter } from 'vue-router'
import type { ChatView } from '@parley/api'
import { useFailureToast, useTrpc } from '../api/index.ts'
import type { PendingQuestion } from '../app/pending-questions.ts'
import { usePendingQuestions } from '../app/pending-questions.ts'
import { useTelegram } from '../telegram/index.ts'
import { useChatCache } from './chat-cache.ts'
import { useChatCreations } from './chat-creations.ts'
import { chatsOf } from './list-data.ts'

/** Opens a new chat in the same frame, with a question for it if there is one, and tells the server meanwhile. */
export function useNewChat(): (question?: PendingQuestion) => Promise<void> {
  const trpc = useTrpc()
  const queryClient = useQueryClient()
  const cache = useChatCache()
  const creations = useChatCreations()
  const questions = usePendingQuestions()
  const router = useRouter()
  const { haptics } = useTelegram()
  const showFailure = useFailureToast()

  const { mutate } = useMutation(trpc.chat.create.mutationOptions({
    // The user is in the chat and may have written into it: only a refusal ends the tries.
    retry: (_failures, error) => error.data === undefined || error.data === null,
    onSuccess: (chat) => {
      creations.delete(chat.id)
      cache.put(chat)
    },
    async onError(error, input) {
      const id = input?.id ?? ''
      creations.delete(id)
      cache.remove(id)
      queryClient.removeQueries(trpc.chat.get.queryFilter({ id }))
      showFailure(error)
      if (router.currentRoute.value.params['id'] === id) await router.replace({ name: 'chats' })
    },
    onSettled: () => cache.refresh(),
  }))

  const unused = () => chatsOf(queryClient.getQueryData(trpc.chat.list.infiniteQueryKey({ archived: false })))
    .find((chat) => isUnused(chat))

  return async (question) => {
    haptics.light()
    const chat = unused() ?? newChat(v7(), new Date())
    if (!cache.find(chat.id)) {
      creations.add(chat.id)
      cache.put(chat)
      mutate({ id: chat.id })
    }
    if (question) questions.put(chat.id, question)
    await router.push({ name: 'chat', params: { id: chat.id } })
  }
}

/** A chat without a message and without choices of its own is as good as a new one. */
const isUnused = (chat: ChatView) =>
  chat.activeLeafId === null && chat.title === null && chat.preview === '' && chat.persona === null
  && chat.model === null && chat.instructions === null && !chat.running && !chat.pinned

const newChat = (id: string, now: Date): ChatView => ({
  id,
  title: null,
  preview: '',
  persona: null,
  instructions: null,
  model: null,
  activeLeafId: null,
  contextAfterId: null,
  createdAt: now,
  activeAt: now,
  pinned: false,
  archived: false,
  running: false,
})
