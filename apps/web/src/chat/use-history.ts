import { useInfiniteQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, onScopeDispose, shallowRef, type ComputedRef, type ShallowRef } from 'vue'
import type { MessageView } from '@parley/api'
import { useTrpc } from '../api/index.ts'
import { historyInput, historyOptions, PAGE } from './history-options.ts'
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
  /** Reads one more page, and nothing while it is read already. Never rejects: see `earlierError`. */
  loadEarlier: () => Promise<void>
  /** Why the page before those that are there could not be read; null until then, and once it is read. */
  earlierError: Readonly<ShallowRef<unknown>>
  /** Reads on until a message is there; false when nothing is left to read, or the chat was left. */
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

  /**
   * Reads the page that follows and puts it after what is there by then. `fetchNextPage` would put it after what was
   * there at its start, and everything written meanwhile would be lost. Returns whether it still fitted.
   */
  async function readAfter(cursor: string, limit: number): Promise<boolean> {
    const input = { ...historyInput(chatId), limit, cursor }
    const page = await queryClient.fetchQuery(trpc.message.list.queryOptions(input, { staleTime: 0, gcTime: 0 }))
    // A page that came meanwhile ends elsewhere: what follows that is asked for.
    const fits = !disposed && cursorOf() === cursor
    if (fits) queryClient.setQueryData(queryKey, (kept) => kept
      && { pages: [...kept.pages, page], pageParams: [...kept.pageParams, cursor] })
    return fits
  }
  const cursorOf = () => queryClient.getQueryData(queryKey)?.pages.at(-1)?.nextCursor
  let readingEarlier: Promise<void> | undefined
  const earlierError = shallowRef<unknown>(null)
  async function readEarlier(): Promise<void> {
    try {
      let cursor = cursorOf()
      while (cursor && !disposed && !await readAfter(cursor, PAGE)) cursor = cursorOf()
      earlierError.value = null
    } catch (error) {
      earlierError.value = error
    }
  }
  async function loadEarlier(): Promise<void> {
    readingEarlier ??= readEarlier().finally(() => (readingEarlier = undefined))
    await readingEarlier
  }

  async function loadUntil(id: string): Promise<boolean> {
    for (;;) {
      if (rowsOf(queryClient.getQueryData(queryKey)).some((row) => row.id === id)) return true
      const cursor = cursorOf()
      if (!cursor || disposed) return false
      await readAfter(cursor, LARGE_PAGE)
    }
  }

  return {
    rows: computed(() => rowsOf(query.data.value)),
    loaded: computed(() => query.data.value !== undefined),
    error: computed(() => query.data.value === undefined ? query.error.value : null),
    retry: async () => void await query.refetch(),
    hasEarlier: computed(() => query.hasNextPage.value),
    loadEarlier,
    earlierError,
    loadUntil,
    refresh,
    keep: (branch) => void queryClient.setQueryData(queryKey, (kept) => kept && withBranch(kept, branch)),
  }
}
