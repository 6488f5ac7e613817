import type { PageMessage } from '@parley/db'
import { expect, test } from 'vitest'
import { pageJson, toPage } from './page.ts'

const parts = [{ type: 'text', text: '"سلام" 👋🏽 \\ \n' }]

const row = (id: string, over: Partial<PageMessage['message']> = {}): PageMessage => ({
  message: {
    id, chatId: 'chat', parentId: null, role: 'assistant', status: 'done', failure: null, parts: JSON.stringify(parts),
    seq: 3, model: 'a "model"', rating: -1, createdAt: '2026-11-22T10:00:00.123Z', ...over,
  },
  siblings: ['x', id],
})

test('a page is the same, looked at or sent', () => {
  const page = toPage([row('b', { parentId: 'a', failure: 'of a later version' }), row('a', { role: 'user', rating: 0 })])
  const { json, instants } = pageJson(page) ?? {}
  expect(json).toBe(JSON.stringify(page))
  expect(instants).toEqual(['items.0.createdAt', 'items.1.createdAt'])
  expect(page.items[0]).toMatchObject({ parts, failure: 'INTERNAL', createdAt: new Date('2026-11-22T10:00:00.123Z') })
})

test('it goes on above its last message, and ends at the first of the chat', () => {
  expect(toPage([row('b', { parentId: 'a' })]).nextCursor).toBe('a')
  expect(toPage([row('a')]).nextCursor).toBeNull()
  expect(toPage([])).toEqual({ items: [], nextCursor: null })
})

test('nothing else is a page', () => {
  expect(pageJson({ items: [], nextCursor: null })).toBeNull()
})
