import { expect, test } from 'vitest'
import type { SeenEvent } from './check-reply.ts'
import { createReplyCheck } from './check-reply.ts'

const start = { type: 'start', replyId: 'r' }
const delta = (seq: number, text: string) => ({ type: 'delta', replyId: 'r', seq, index: 0, text })
const finish = (seq: number, status = 'done') => ({ type: 'finish', replyId: 'r', seq, status, failure: null })

function takeAll(expected: string, ...events: SeenEvent[]): boolean[] {
  const check = createReplyCheck('r', expected)
  return events.map((event) => check.take(event))
}

test('a reply that is whole ends, with its text', () => {
  const check = createReplyCheck('r', 'ab')
  expect([start, delta(1, 'a'), delta(2, 'b'), finish(3)].map((event) => check.take(event))).toEqual([false, false, false, true])
  expect([check.text(), check.deltas()]).toEqual(['ab', 2])
})

test.each([
  ['an event that is missing', /event 2 .* after event 0/, [start, delta(2, 'b')]],
  ['an event that comes twice', /event 1 .* after event 1/, [start, delta(1, 'a'), delta(1, 'a')]],
  ['events in the wrong order', /event 2 .* after event 0/, [start, delta(2, 'b'), delta(1, 'a')]],
  ['no start', /event 1 .* after event -1/, [delta(1, 'a')]],
  ['another reply\'s event', /an event finish of other/, [start, { ...finish(1), replyId: 'other' }]],
  ['a snapshot, which follows a gap', /an event snapshot of nothing/, [start, { type: 'snapshot' }]],
  ['another try', /an event retrying/, [start, { type: 'retrying', replyId: 'r', seq: 1 }]],
  ['a reply that is not done', /ended as interrupted/, [start, delta(1, 'ab'), finish(2, 'interrupted')]],
  ['a text that lacks something', /1 of 2 characters; at 1 "" instead of "b"/, [start, delta(1, 'a'), finish(2)]],
  ['a text that has too much', /3 of 2 characters; at 2 "b" instead of ""/, [start, delta(1, 'abb'), finish(2)]],
])('%s is seen', (_, message, events) => expect(() => takeAll('ab', ...events)).toThrow(message))
