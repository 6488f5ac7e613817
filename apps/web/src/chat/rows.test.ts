import type { MessageView } from '@parley/api'
import { describe, expect, test } from 'vitest'
import type { OutboxEntry } from './outbox/item.ts'
import { dayName, rowsOfChat, textOf } from './rows.ts'

const message = (id: string, createdAt: Date, more: Partial<MessageView> = {}): MessageView => ({
  id, chatId: 'chat', parentId: null, role: 'user', status: 'done', failure: null, parts: [], seq: 0, siblings: [id],
  model: null, rating: 0, createdAt, ...more,
})
const entry = (id: string, phase: OutboxEntry['phase']): OutboxEntry => ({
  chatId: 'chat', id, replyId: `${id}-reply`, text: id, parentId: null, createdAt: new Date(2026, 10, 22, 12).getTime(),
  phase, failure: undefined,
})
const noon = new Date(2026, 10, 22, 12)

describe('the rows of a chat', () => {
  test('a message on its way has its reply below it, one that waits has not', () => {
    const rows = rowsOfChat([message('a', noon)], [entry('b', 'sending'), entry('c', 'waiting')])
    expect(rows.map(({ key }) => key)).toEqual(['a', 'b', 'b-reply', 'c'])
    expect(rows.map(({ last }) => last)).toEqual([false, false, false, true])
    expect(rows[2]?.message).toMatchObject({ role: 'assistant', status: 'running', parentId: 'b' })
  })

  test('what the server has takes the place of what was sent, under the same key', () => {
    const before = rowsOfChat([], [entry('b', 'sending')])
    const sent = [message('b', noon), message('b-reply', noon, { role: 'assistant', status: 'running' })]
    const after = rowsOfChat(sent, [entry('b', 'sending')])
    expect(after.map(({ key }) => key)).toEqual(before.map(({ key }) => key))
    expect(after[0]?.entry).toBeUndefined()
  })

  test('a row that says the same is the same object, one that grew is not', () => {
    const [a, b] = [message('a', noon), message('b', noon, { role: 'assistant', status: 'running' })]
    const before = rowsOfChat([a, b], [])
    const after = rowsOfChat([a, { ...b, seq: 1 }], [], before)
    expect(after[0]).toBe(before[0])
    expect(after[1]).not.toBe(before[1])
    const longer = rowsOfChat([a, b, message('c', noon)], [], before)
    expect(longer[0]).toBe(before[0])
    expect(longer[1]).toMatchObject({ key: 'b', last: false })
  })

  test('a day begins where the reader\'s own day does', () => {
    const rows = rowsOfChat([
      message('a', new Date(2026, 10, 21, 23, 59)), message('b', new Date(2026, 10, 22, 0, 1)), message('c', noon),
    ], [])
    expect(rows.map(({ day }) => day !== undefined)).toEqual([true, true, false])
  })
})

test('days have names', () => {
  const words = { today: 'Today', yesterday: 'Yesterday' }
  expect(dayName(new Date(2026, 10, 22, 1), noon, words, 'en')).toBe('Today')
  expect(dayName(new Date(2026, 10, 21, 23), noon, words, 'en')).toBe('Yesterday')
  expect(dayName(new Date(2026, 2, 3), noon, words, 'en')).toBe('March 3')
  expect(dayName(new Date(2025, 2, 3), noon, words, 'en')).toBe('March 3, 2025')
})

test('a message is copied without its tools', () => {
  const parts: MessageView['parts'] = [
    { type: 'text', text: 'One ' },
    { type: 'tool', name: 'get_weather', callId: 'c', input: {}, state: 'running' },
    { type: 'text', text: 'Two' },
  ]
  expect(textOf(message('a', noon, { parts }))).toBe('One \n\nTwo')
})
