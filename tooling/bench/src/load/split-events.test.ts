import { expect, test } from 'vitest'
import { createEventSplitter } from './split-events.ts'

function split(...texts: string[]): [data: string, name: string][] {
  const events: [string, string][] = []
  const take = createEventSplitter((data, name) => events.push([data, name]))
  for (const text of texts) take(text)
  return events
}

test('events come with their data and their name', () => {
  expect(split('event: connected\ndata: {}\n\ndata: {"a":"b: c"}\nid: x:1\n\n')).toEqual([
    ['{}', 'connected'], ['{"a":"b: c"}', 'message'],
  ])
})

test('however they are cut', () => {
  const text = 'data: one\nid: 1\n\nevent: ping\ndata: \n\ndata: two\nid: 2\n\n'
  for (let cut = 0; cut <= text.length; cut++) {
    expect(split(text.slice(0, cut), text.slice(cut))).toEqual([['one', 'message'], ['', 'ping'], ['two', 'message']])
  }
  expect(split(...text)).toHaveLength(3)
})

test('an event that is not whole, or has no data, is none', () => {
  expect(split('id: 1\n\ndata: cut off\n')).toEqual([])
})
