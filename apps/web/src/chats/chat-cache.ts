import type { QueryClient } from '@tanstack/vue-query'
import { useQueryClient } from '@tanstack/vue-query'
import type { ChatView } from '@parley/api'
import type { Trpc } from '../api/index.ts'
import { useTrpc } from '../api/index.ts'
import { chatsOf, patchChat, withChat, withoutChat } from './list-data.ts'

/** What the page knows of chats, to be changed in one go wherever it is shown: in both lists and in the open chat. */
export interface ChatCache {
  find: (id: string) => ChatView | undefined
  patch: (id: string, patch: Partial<ChatView>) => void
  /** Puts a chat into the list that it belongs to. */
  put: (chat: ChatView) => void
  /** Takes it out of the lists; the open chat keeps it until it is closed. */
  remove: (id: string) => void
  /** Asks the server for the lists again. */
  refresh: () => Promise<void>
  /** Stops answers that are under way from overwriting a change, and returns how to take the change back. */
  hold: () => Promise<() => void>
}

export function createChatCache(queryClient: QueryClient, trpc: Trpc): ChatCache {
  const listKey = (archived: boolean) => trpc.chat.list.infiniteQueryKey({ archived })
  const lists = trpc.chat.list.pathFilter()
  const everyList = [false, true]

  const find = (id: string) => queryClient.getQueryData(trpc.chat.get.queryKey({ id }))
    ?? everyList.flatMap((archived) => chatsOf(queryClient.getQueryData(listKey(archived))))
      .find((chat) => chat.id === id)

  const remove = (id: string) => {
    for (const archived of everyList) {
      queryClient.setQueryData(listKey(archived), (data) => data && withoutChat(data, id))
    }
  }

  const put = (chat: ChatView) => {
    queryClient.setQueryData(trpc.chat.get.queryKey({ id: chat.id }), chat)
    queryClient.setQueryData(listKey(!chat.archived), (data) => data && withoutChat(data, chat.id))
    queryClient.setQueryData(listKey(chat.archived), (data) => data && withChat(data, chat))
  }

  return {
    find,
    remove,
    put,
    patch(id, patch) {
      const chat = find(id)
      if (chat === undefined) return
      queryClient.setQueryData(trpc.chat.get.queryKey({ id }), { ...chat, ...patch })
      if ('archived' in patch) put({ ...chat, ...patch })
      for (const archived of everyList) {
        queryClient.setQueryData(listKey(archived), (data) => data && patchChat(data, id, patch))
      }
    },
    refresh: async () => await queryClient.invalidateQueries(lists),
    async hold() {
      await queryClient.cancelQueries(lists)
      const before = queryClient.getQueriesData(lists)
      return () => {
        for (const [key, data] of before) queryClient.setQueryData(key, data)
      }
    },
  }
}

export const useChatCache = (): ChatCache => createChatCache(useQueryClient(), useTrpc())
