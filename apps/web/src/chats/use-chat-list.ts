import { useInfiniteQuery } from '@tanstack/vue-query'
import type { ComputedRef } from 'vue'
import { computed } from 'vue'
import type { ChatView } from '@parley/api'
import { useTrpc } from '../api/index.ts'
import { useTelegram } from '../telegram/index.ts'
import { chatsOf, isAwaited } from './list-data.ts'

/** While the end of a reply or a name is to come, it is looked for this often. In milliseconds. */
const whileAwaited = 4_000

/** A list of chats, read page by page. Nobody looking: nobody asking. */
export function useChatList(archived: () => boolean): {
  chats: ComputedRef<ChatView[]>
  query: ReturnType<typeof useQueryOf>
} {
  const query = useQueryOf(archived)
  return { chats: computed(() => chatsOf(query.data.value)), query }
}

function useQueryOf(archived: () => boolean) {
  const trpc = useTrpc()
  const { visible } = useTelegram()
  return useInfiniteQuery(() => trpc.chat.list.infiniteQueryOptions({ archived: archived() }, {
    getNextPageParam: ({ nextCursor }) => nextCursor,
    staleTime: 0,
    refetchInterval: ({ state }) =>
      visible.value && chatsOf(state.data).some((chat) => isAwaited(chat, Date.now())) ? whileAwaited : false,
  }))
}
