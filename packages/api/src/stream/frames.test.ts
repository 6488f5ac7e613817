import type { ChatEvent } from '@parley/ai'
import { expect, test } from 'vitest'
import { transformer } from '../transformer.ts'
import { eventFrame } from './frames.ts'

const events: ChatEvent[] = [
  { type: 'delta', replyId: 'r', seq: 1, index: 0, text: 'é 🌦️ \u2028 "\\ \n\n\r' },
  { type: 'finish', replyId: 'r', seq: 2, status: 'done', failure: null },
  { type: 'snapshot', activeLeafId: null, title: null, running: null },
  { type: 'title', title: 'T' },
]

test.each(events)('an event of the type $type is one block that superjson reads', (event) => {
  const frame = eventFrame('log:1', event)
  const [data, id, ...rest] = frame.split(/\n|\r/)
  expect(id).toBe('id: log:1')
  expect(rest).toEqual(['', ''])
  const sent = JSON.parse(data?.replace('data: ', '') ?? '') as never
  expect(sent).toEqual(JSON.parse(JSON.stringify(transformer.serialize(event))))
  expect(transformer.deserialize(sent)).toEqual(event)
})

test('what is no plain JSON keeps its type', () => {
  const createdAt = new Date(5)
  const running = {
    id: 'r', chatId: 'c', parentId: null, role: 'assistant' as const, status: 'running' as const, failure: null, parts: [],
    seq: 0, siblings: [], model: null, rating: 0 as const, createdAt,
  }
  const event: ChatEvent = { type: 'snapshot', activeLeafId: 'r', title: null, running }
  const [data = ''] = eventFrame('log:1', event).split('\n')
  expect(transformer.deserialize(JSON.parse(data.replace('data: ', '')))).toEqual(event)
})
