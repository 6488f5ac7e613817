import type { MessageView } from '@parley/api'
import { describe, expect, test } from 'vitest'
import { rowsOf, withBranch, withHead, type Pages } from './pages.ts'

const message = (number: number, more: Partial<MessageView> = {}): MessageView => ({
  id: `m${number}`, chatId: 'chat', parentId: number > 0 ? `m${number - 1}` : null, role: 'user', status: 'done',
  failure: null, parts: [], seq: 0, siblings: [`m${number}`], model: null, rating: 0, createdAt: new Date(number), ...more,
})
const page = (newest: number, oldest: number) => ({
  items: Array.from({ length: newest - oldest + 1 }, (_, at) => message(newest - at)),
  nextCursor: oldest > 0 ? `m${oldest}` : null,
})
const ids = (pages: Pages) => rowsOf(pages).map(({ id }) => id)
const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => `m${from + at}`)

describe('a first page that is read again', () => {
  const kept: Pages = { pages: [page(9, 7), page(6, 4), page(3, 1)], pageParams: [null, 'm7', 'm4'] }

  test('keeps what is older', () => {
    const read = withHead(kept, page(11, 8))
    expect(ids(read)).toEqual(numbers(1, 11))
    expect(read.pageParams).toHaveLength(read.pages.length)
    expect(read.pages.at(-1)?.nextCursor).toBe('m1')
  })

  test('replaces pages that it covers', () => {
    expect(ids(withHead(kept, page(12, 5)))).toEqual(numbers(1, 12))
  })

  test('stands alone when it does not reach what is kept, or is all there is', () => {
    expect(ids(withHead(kept, page(30, 20)))).toEqual(numbers(20, 30))
    expect(ids(withHead(kept, page(2, 0)))).toEqual(numbers(0, 2))
    expect(ids(withHead(undefined, page(3, 1)))).toEqual(numbers(1, 3))
    expect(ids(withHead(kept, { items: [], nextCursor: null }))).toEqual([])
  })
})

describe('a branch that is written into the pages', () => {
  const kept: Pages = { pages: [page(5, 4), page(3, 1)], pageParams: [null, 'm4'] }

  test('adds what is new and changes what is known', () => {
    const branch = [...rowsOf(kept), message(6, { rating: 1 })].map((one) => one.id === 'm2' ? { ...one, rating: -1 as const } : one)
    const written = withBranch(kept, branch)
    expect(rowsOf(written)).toEqual(branch)
    expect(written.pages.map(({ items }) => items.length)).toEqual([3, 3])
  })

  test('drops what is not on it', () => {
    const branch = [message(1), message(2), message(20, { parentId: 'm2' })]
    expect(rowsOf(withBranch(kept, branch))).toEqual(branch)
  })
})
