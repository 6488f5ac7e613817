import type { Query, QueryClient } from '@tanstack/vue-query'
import { dehydrate, hydrate } from '@tanstack/vue-query'
import superjson from 'superjson'
import type { InjectionKey } from 'vue'
import { inject } from 'vue'
import { firstPageOnly, homeOf } from './scope.ts'

/** Goes up when what is stored changes its shape: older entries are thrown away. */
const version = 1
const prefix = 'parley:cache:'
/** In UTF-16 code units; browsers give a site about 5 million in all. */
const largestEntry = 200_000
const mostChats = 12
/** Older entries are not shown. In milliseconds. */
const longestAge = 14 * 86_400_000

/** The part of `localStorage` that is used: it is read in the first frame, which IndexedDB cannot promise. */
export type CacheStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

/** The chat list and the chats opened last, kept on the device for one user, so that they paint before the network. */
export interface StoredCache {
  /** Puts what is stored under a home (`start` or a chat's id) into the query client, where nothing newer is. */
  restore: (home: string) => void
  /** Stores what has changed since the last time. */
  flush: () => void
  /** Forgets everything that the app keeps on this device for its user: the account is gone. */
  forgetUser: () => void
}

export const cacheKey: InjectionKey<StoredCache> = Symbol('cache')

export function useStoredCache(): StoredCache {
  const cache = inject(cacheKey)
  if (cache === undefined) throw new Error('No cache is provided')
  return cache
}

/** Also throws away what other users and older versions of the app left behind. */
export function createStoredCache({ queryClient, storage, userId, now = Date.now }: {
  queryClient: QueryClient
  storage: CacheStorage
  userId: number
  now?: () => number
}): StoredCache {
  const own = `${prefix}${version}:${userId}:`
  const keyOf = (home: string) => own + home
  const changed = new Set<string>()
  const ownKeys = () => keysOf(storage).filter((key) => key.startsWith(own))
  for (const key of keysOf(storage)) if (key.startsWith(prefix) && !key.startsWith(own)) storage.removeItem(key)

  queryClient.getQueryCache().subscribe(({ type, query }) => {
    const home = type === 'updated' || type === 'added' ? homeOf(query.queryKey) : undefined
    if (home !== undefined && query.state.status === 'success') changed.add(home)
  })

  function write(home: string): void {
    const state = dehydrate(queryClient, {
      shouldDehydrateQuery: (query: Query) => query.state.status === 'success' && homeOf(query.queryKey) === home,
      shouldDehydrateMutation: () => false,
      serializeData: firstPageOnly,
    })
    if (state.queries.length === 0) return
    const text = superjson.stringify({ at: now(), state })
    storage.removeItem(keyOf(home))
    if (text.length <= largestEntry) storage.setItem(keyOf(home), text)
  }

  function dropOldest(): void {
    const keys = ownKeys().filter((key) => key !== keyOf('start'))
    // To read their times is to parse them all.
    if (keys.length <= mostChats) return
    const chats = keys.map((key) => ({ key, at: read(storage, key)?.at ?? 0 })).sort((a, b) => b.at - a.at)
    for (const { key } of chats.slice(mostChats)) storage.removeItem(key)
  }

  return {
    restore(home) {
      const entry = read(storage, keyOf(home))
      if (entry === undefined || now() - entry.at > longestAge) return
      hydrate(queryClient, entry.state)
    },
    flush() {
      try {
        for (const home of changed) write(home)
        if (changed.size > 0) dropOldest()
      } catch {
        // Full, or forbidden in this browser: the app works without.
      }
      changed.clear()
    },
    forgetUser() {
      changed.clear()
      for (const key of keysOf(storage)) {
        const [app, ...parts] = key.split(':')
        if (app === 'parley' && parts.includes(String(userId))) storage.removeItem(key)
      }
    },
  }
}

const keysOf = (storage: CacheStorage): string[] =>
  Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '')

function read(storage: CacheStorage, key: string): { at: number, state: object } | undefined {
  try {
    const entry = superjson.parse<{ at?: unknown, state?: unknown } | null>(storage.getItem(key) ?? 'null')
    return typeof entry?.at === 'number' && typeof entry.state === 'object' && entry.state !== null
      ? { at: entry.at, state: entry.state }
      : undefined
  } catch {
    return undefined
  }
}
