import { describe, expect, it } from 'vitest'
import type { ChatView } from '@parley/api'
import type { ChatPages } from './list-data.ts'
import { chatsOf, isAwaited, patchChat, withChat, withoutChat } from './list-data.ts'

const chat = (id: string, minute: number, over: Partial<ChatView> = {}): ChatView => ({
  id,
  title: id,
  preview: '',
  persona: null,
  instructions: null,
  model: null,
  activeLeafId: null,
  contextAfterId: null,
  createdAt: new Date(0),
  activeAt: new Date(2026, 0, 1, 0, minute),
  pinned: false,
  archived: false,
  running: false,
  ...over,
})

const pages = (...lists: ChatView[][]): ChatPages => ({
  pages: lists.map((items, index) => ({ items, nextCursor: index < lists.length - 1 ? `after ${index}` : null })),
  pageParams: lists.map((_, index) => index === 0 ? null : `after ${index - 1}`),
})
const ids = (data: ChatPages) => data.pages.map(({ items }) => items.map(({ id }) => id).join(''))

const data = pages([chat('p', 1, { pinned: true }), chat('a', 50), chat('b', 40)], [chat('c', 30), chat('d', 20)])

describe('the chats of a list', () => {
  it('are there once, although a chat moved between two page loads', () => {
    expect(chatsOf(pages([chat('a', 2), chat('b', 1)], [chat('b', 1), chat('c', 0)])).map(({ id }) => id)).toEqual(['a', 'b', 'c'])
    expect(chatsOf(undefined)).toEqual([])
  })

  it.each([
    ['a reply that runs', chat('a', 0, { running: true }), true],
    ['a name after the first exchange', chat('a', 9, { title: null, activeLeafId: 'r' }), true],
    ['no name after all that time', chat('a', 8, { title: null, activeLeafId: 'r' }), false],
    ['nothing of a chat without a word', chat('a', 9, { title: null }), false],
    ['nothing of one that has a name', chat('a', 9, { activeLeafId: 'r' }), false],
  ])('await %s', (_, listed, awaited) => {
    expect(isAwaited(listed, new Date(2026, 0, 1, 0, 9).getTime() + 1)).toBe(awaited)
  })

  it('lose one that is deleted', () => expect(ids(withoutChat(data, 'a'))).toEqual(['pb', 'cd']))

  it('get one where it belongs', () => {
    expect(ids(withChat(data, chat('n', 60)))).toEqual(['pnab', 'cd'])
    expect(ids(withChat(data, chat('n', 25)))).toEqual(['pab', 'cnd'])
    expect(ids(withChat(data, chat('n', 1)))).toEqual(['pab', 'cdn'])
    expect(ids(withChat(data, chat('n', 0, { pinned: true })))).toEqual(['npab', 'cd'])
    expect(ids(withChat(pages([]), chat('n', 0)))).toEqual(['n'])
  })

  it('leave out one that belongs to a page that is not loaded', () => {
    const first = { ...data, pages: data.pages.slice(0, 1) }
    expect(ids(withChat(first, chat('n', 1)))).toEqual(['pab'])
  })

  it('move one to the top when it is pinned, and back when it is not', () => {
    const pinned = patchChat(data, 'c', { pinned: true })
    expect(ids(pinned)).toEqual(['cpab', 'd'])
    expect(ids(patchChat(pinned, 'c', { pinned: false }))).toEqual(['pab', 'cd'])
  })

  it('move one that has a new message, and leave one in its place that is renamed', () => {
    expect(ids(patchChat(data, 'd', { activeAt: new Date(2026, 0, 1, 1) }))).toEqual(['pdab', 'c'])
    const renamed = patchChat(data, 'b', { title: 'new' })
    expect(ids(renamed)).toEqual(ids(data))
    expect(chatsOf(renamed).find(({ id }) => id === 'b')?.title).toBe('new')
  })

  it('do not change what they are made from', () => {
    const before = JSON.stringify(data)
    withChat(withoutChat(patchChat(data, 'c', { pinned: true }), 'a'), chat('n', 60))
    expect(JSON.stringify(data)).toBe(before)
  })

  it('ignore a patch for a chat that is not there', () => expect(patchChat(data, 'x', { title: 'y' })).toBe(data))
})
