import { skipToken, useInfiniteQuery } from '@tanstack/vue-query'
import type { Ref } from 'vue'
import { computed, onScopeDispose, shallowRef, watch } from 'vue'
import type { ChatView } from '@parley/api'
import { useTrpc } from '../api/index.ts'
import { foundIn } from './found-in.ts'

/** A pause in typing after which the server is asked, in milliseconds. */
const pause = 250
const shortestText = 2

/** Finds chats among those that are loaded, at once, and messages on the server, after a pause. */
export function useSearch(text: Ref<string>, chats: () => ChatView[]) {
  const trpc = useTrpc()
  const wanted = computed(() => text.value.trim())
  const asked = shallowRef(wanted.value.length < shortestText ? '' : wanted.value)
  let timer: ReturnType<typeof setTimeout> | undefined

  watch(wanted, (next) => {
    clearTimeout(timer)
    if (next.length < shortestText) asked.value = ''
    else timer = setTimeout(() => (asked.value = next), pause)
  })
  onScopeDispose(() => clearTimeout(timer))

  const messages = useInfiniteQuery(() => trpc.chat.search.infiniteQueryOptions(
    asked.value === '' ? skipToken : { text: asked.value },
    { getNextPageParam: ({ nextCursor }) => nextCursor, placeholderData: (previous) => previous },
  ))

  const hits = computed(() => asked.value === '' ? [] : messages.data.value?.pages.flatMap(({ items }) => items) ?? [])
  return {
    active: computed(() => wanted.value !== ''),
    wanted,
    chats: computed(() => chats().filter((chat) => foundIn(wanted.value, chat.title ?? '', chat.preview))),
    hits,
    /** The words on the screen have no answer yet. */
    pending: computed(() =>
      wanted.value.length >= shortestText && (asked.value !== wanted.value || messages.isFetching.value)),
    messages,
  }
}

export type Search = ReturnType<typeof useSearch>
