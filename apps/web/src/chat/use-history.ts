import { useInfiniteQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, onScopeDispose, type ComputedRef } from 'vue'
import type { MessageView } from '@parley/api'
import { useTrpc } from '../api/index.ts'
import { historyInput, historyOptions } from './history-options.ts'
import { rowsOf, withBranch, withHead } from './state/pages.ts'

/** In milliseconds. */
const FRESH = 5_000
/** Messages in a page on the way to one that is looked for. */
const LARGE_PAGE = 200

export interface History {
  /** Oldest first. */
  rows: ComputedRef<MessageView[]>
  loaded: ComputedRef<boolean>
  /** Why the newest page could not be read. */
  error: ComputedRef<unknown>
  retry: () => Promise<void>
  hasEarlier: ComputedRef<boolean>
  loadingEarlier: ComputedRef<boolean>
  loadEarlier: () => Promise<void>
  /** Reads on until a message is there; false when nothing is left to read. */
  loadUntil: (id: string) => Promise<boolean>
  /** Reads the newest page again and keeps what is older. */
  refresh: () => Promise<void>
  /** Writes what the events told into the pages, so that the chat opens with it the next time. */
  keep: (branch: readonly MessageView[]) => void
}

/** The pages of a chat's messages. `ready` says whether the server has the chat. */
export function useHistory(chatId: string, ready: () => boolean): History {
  const trpc = useTrpc()
  const queryClient = useQueryClient()
  const { queryKey } = historyOptions(trpc, chatId)
  const readAt = queryClient.getQueryState(queryKey)?.dataUpdatedAt ?? 0
  const query = useInfiniteQuery(() => ({
    ...historyOptions(trpc, chatId),
    enabled: ready(),
    // Whole rows are exchanged, none is changed: proxies around their fields would cost every frame of a reply.
    shallow: true,
    refetchOnMount: false,
    refetchOnReconnect: false,
    refetchOnWindowFocus: false,
  }))

  let reading: Promise<void> | undefined
  let disposed = false
  onScopeDispose(() => (disposed = true))
  async function read(): Promise<void> {
    const options = trpc.message.list.queryOptions(historyInput(chatId), { staleTime: 0, gcTime: 0 })
    const head = await queryClient.fetchQuery(options)
    if (!disposed) queryClient.setQueryData(queryKey, (kept) => withHead(kept, head))
  }
  async function refresh(): Promise<void> {
    if (!ready()) return
    if (query.data.value === undefined) {
      await query.refetch()
      return
    }
    reading ??= read().catch(() => undefined).finally(() => (reading = undefined))
    await reading
  }
  // What was read for this opening need not be read again: events are newer.
  if (readAt > 0 && Date.now() - readAt > FRESH) void refresh()

  async function loadUntil(id: string): Promise<boolean> {
    for (;;) {
      const pages = queryClient.getQueryData(queryKey)
      if (rowsOf(pages).some((row) => row.id === id)) return true
      const cursor = pages?.pages.at(-1)?.nextCursor
      if (!cursor || disposed) return false
      const options = trpc.message.list.queryOptions({ chatId, limit: LARGE_PAGE, cursor }, { staleTime: 0, gcTime: 0 })
      const page = await queryClient.fetchQuery(options)
      // A page that came meanwhile ends elsewhere: what follows that is asked for.
      queryClient.setQueryData(queryKey, (kept) => kept?.pages.at(-1)?.nextCursor !== cursor
        ? kept
        : { pages: [...kept.pages, page], pageParams: [...kept.pageParams, cursor] })
    }
  }

  return {
    rows: computed(() => rowsOf(query.data.value)),
    loaded: computed(() => query.data.value !== undefined),
    error: computed(() => query.data.value === undefined ? query.error.value : null),
    retry: async () => void await query.refetch(),
    hasEarlier: computed(() => query.hasNextPage.value),
    loadingEarlier: computed(() => query.isFetchingNextPage.value),
    async loadEarlier() {
      if (query.hasNextPage.value && !query.isFetchingNextPage.value) await query.fetchNextPage()
    },
    loadUntil,
    refresh,
    keep: (branch) => void queryClient.setQueryData(queryKey, (kept) => kept && withBranch(kept, branch)),
  }
}
