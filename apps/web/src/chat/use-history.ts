import { useInfiniteQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, onScopeDispose, type ComputedRef } from 'vue'
import type { MessageView } from '@parley/api'
import { useTrpc } from '../api/index.ts'
import { historyInput, historyOptions } from './history-options.ts'
import { rowsOf, withBranch, withHead } from './state/pages.ts'

/** In milliseconds. */
const FRESH = 5_000

export interface History {
  /** Oldest first. */
  rows: ComputedRef<MessageView[]>
  loaded: ComputedRef<boolean>
  failed: ComputedRef<boolean>
  hasEarlier: ComputedRef<boolean>
  loadingEarlier: ComputedRef<boolean>
  loadEarlier: () => Promise<void>
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

  return {
    rows: computed(() => rowsOf(query.data.value)),
    loaded: computed(() => query.data.value !== undefined),
    failed: computed(() => query.isError.value),
    hasEarlier: computed(() => query.hasNextPage.value),
    loadingEarlier: computed(() => query.isFetchingNextPage.value),
    async loadEarlier() {
      if (query.hasNextPage.value && !query.isFetchingNextPage.value) await query.fetchNextPage()
    },
    refresh,
    keep: (branch) => void queryClient.setQueryData(queryKey, (kept) => kept && withBranch(kept, branch)),
  }
}
