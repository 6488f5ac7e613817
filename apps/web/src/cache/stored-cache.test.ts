import { QueryClient } from '@tanstack/vue-query'
import { beforeEach, describe, expect, it } from 'vitest'
import { firstPageOnly, homeOf } from './scope.ts'
import type { CacheStorage } from './stored-cache.ts'
import { createStoredCache } from './stored-cache.ts'

const listKey = [['chat', 'list'], { input: { archived: false }, type: 'infinite' }]
const messagesKey = (chatId: string) => [['message', 'list'], { input: { chatId }, type: 'infinite' }]
const pages = (...titles: string[]) =>
  ({ pages: titles.map((title) => [{ title, at: new Date(5) }]), pageParams: titles })

function memoryStorage(limit = Infinity): CacheStorage & { map: Map<string, string> } {
  const map = new Map<string, string>()
  return {
    map,
    get length() {
      return map.size
    },
    key: (index) => [...map.keys()][index] ?? null,
    getItem: (key) => map.get(key) ?? null,
    removeItem: (key) => void map.delete(key),
    setItem(key, value) {
      if (value.length > limit) throw new DOMException('full', 'QuotaExceededError')
      map.set(key, value)
    },
  }
}

let storage = memoryStorage()
beforeEach(() => {
  storage = memoryStorage()
})

function open(userId = 1, now = () => 1_000) {
  const queryClient = new QueryClient()
  return { queryClient, cache: createStoredCache({ queryClient, storage, userId, now }) }
}

describe('the stored cache', () => {
  it('gives the next start what the last one saw, dates included, first page only', () => {
    const first = open()
    first.queryClient.setQueryData(listKey, pages('one', 'two'))
    first.cache.flush()
    const second = open()
    second.cache.restore('start')
    expect(second.queryClient.getQueryData(listKey)).toEqual(pages('one'))
  })

  it('keeps chats apart and restores one only when it is asked for', () => {
    const first = open()
    first.queryClient.setQueryData(messagesKey('a'), pages('in a'))
    first.queryClient.setQueryData(messagesKey('b'), pages('in b'))
    first.cache.flush()
    const second = open()
    second.cache.restore('start')
    second.cache.restore('a')
    expect(second.queryClient.getQueryData(messagesKey('a'))).toEqual(pages('in a'))
    expect(second.queryClient.getQueryData(messagesKey('b'))).toBeUndefined()
  })

  it('shows one user nothing of another, and forgets the other', () => {
    const first = open(1)
    first.queryClient.setQueryData(listKey, pages('mine'))
    first.cache.flush()
    const other = open(2)
    other.cache.restore('start')
    expect(other.queryClient.getQueryData(listKey)).toBeUndefined()
    expect(storage.map.size).toBe(0)
  })

  it('does not put old data over newer', () => {
    const first = open()
    first.queryClient.setQueryData(listKey, pages('old'), { updatedAt: 1 })
    first.cache.flush()
    const second = open()
    second.queryClient.setQueryData(listKey, pages('new'), { updatedAt: 2 })
    second.cache.restore('start')
    expect(second.queryClient.getQueryData(listKey)).toEqual(pages('new'))
  })

  it('keeps the twelve chats that were seen last', () => {
    let time = 0
    const { queryClient, cache } = open(1, () => ++time)
    for (let chat = 0; chat < 20; chat++) {
      queryClient.setQueryData(messagesKey(`chat-${chat}`), pages('text'))
      cache.flush()
    }
    expect([...storage.map.keys()].map((key) => key.split(':').at(-1))).toEqual(
      Array.from({ length: 12 }, (_, index) => `chat-${index + 8}`))
  })

  it('leaves out an entry that is too large, and the old one with it', () => {
    const { queryClient, cache } = open()
    queryClient.setQueryData(messagesKey('a'), pages('small'))
    cache.flush()
    queryClient.setQueryData(messagesKey('a'), pages('x'.repeat(300_000)))
    cache.flush()
    expect(storage.map.size).toBe(0)
  })

  it('leaves nothing of a user who is gone, and nothing that is not theirs is touched', () => {
    const { queryClient, cache } = open()
    queryClient.setQueryData(listKey, pages('one'))
    cache.flush()
    storage.map.set('parley:draft:1:a', 'half a thought')
    storage.map.set('parley:outbox:1', '[]')
    storage.map.set('parley:preferences:1', '{}')
    storage.map.set('parley:draft:2:a', 'of somebody else')
    storage.map.set('another app', 'kept')
    cache.forgetUser()
    cache.flush()
    expect([...storage.map.keys()]).toEqual(['parley:draft:2:a', 'another app'])
  })

  it('ignores what is too old, garbled, or of another version', () => {
    const first = open()
    first.queryClient.setQueryData(listKey, pages('one'))
    first.cache.flush()
    const late = open(1, () => 15 * 86_400_000 + 1_000)
    late.cache.restore('start')
    expect(late.queryClient.getQueryData(listKey)).toBeUndefined()

    for (const garbled of ['', '{', 'null', '{"json":{"at":1}}', '{"json":7}']) {
      storage.map.set('parley:cache:1:1:start', garbled)
      storage.map.set('parley:cache:0:1:start', garbled)
      const next = open()
      expect(() => next.cache.restore('start')).not.toThrow()
      expect(storage.map.has('parley:cache:0:1:start')).toBe(false)
    }
  })

  it('survives a full storage', () => {
    storage = memoryStorage(10)
    const { queryClient, cache } = open()
    queryClient.setQueryData(listKey, pages('one'))
    expect(() => cache.flush()).not.toThrow()
  })
})

describe('where a query is stored', () => {
  it.each([
    [listKey, 'start'],
    [[['auth', 'me'], { type: 'query' }], 'start'],
    [[['chat', 'get'], { input: { id: 'a' }, type: 'query' }], 'a'],
    [messagesKey('a'), 'a'],
    [[['chat', 'search'], { input: { text: 'x' }, type: 'infinite' }], undefined],
    [[['message', 'list']], undefined],
    ['odd', undefined],
  ])('%j: %s', (key, home) => expect(homeOf(key as unknown[])).toBe(home))

  it('leaves data alone that has no pages', () => {
    expect(firstPageOnly({ id: 1 })).toEqual({ id: 1 })
    expect(firstPageOnly(null)).toBe(null)
  })
})
