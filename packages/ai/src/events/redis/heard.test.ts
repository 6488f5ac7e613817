import { expect, test } from 'vitest'
import type { LogEvent } from '../event.ts'
import { createHeard, parseMessage } from './heard.ts'

const event = (seq: number): LogEvent => ({ type: 'delta', replyId: 'r', seq, index: 0, text: 'two words' })
const message = (number: number, before = number - 1) =>
  parseMessage(`1-${number} 1-${before} ${JSON.stringify(event(number))}`)

test('what was heard without a hole is known, from the entry before it on', () => {
  const heard = createHeard()
  expect([heard.last(), heard.after('1-0')]).toEqual([undefined, undefined])
  for (const number of [1, 2, 3]) heard.add(message(number))
  expect(heard.after('1-0')).toEqual([1, 2, 3].map((number) => ({ id: `1-${number}`, event: event(number) })))
  expect(heard.after('1-1', 1)).toEqual([{ id: '1-2', event: event(2) }])
  // Another may be there, and its message on the way.
  expect(heard.after('1-3')).toBeUndefined()
  expect([heard.after('0-9'), heard.after('1-4')]).toEqual([undefined, undefined])
  expect(heard.after('1-0')?.[0]?.event).toBe(heard.after('1-0')?.[0]?.event)
})

test('after a message that was missed, what was before it is not known any more', () => {
  const heard = createHeard()
  heard.add(message(1))
  heard.add(message(3))
  expect([heard.after('1-0'), heard.after('1-1')]).toEqual([undefined, undefined])
  expect(heard.after('1-2')).toEqual([{ id: '1-3', event: event(3) }])
})

test('a stream that begins anew is not known until its next entry', () => {
  const heard = createHeard()
  heard.add(message(1))
  heard.add(parseMessage('1-5'))
  expect([heard.last(), heard.after('1-1'), heard.after('1-5')]).toEqual([undefined, undefined, undefined])
  heard.add(message(6))
  expect(heard.after('1-5')).toHaveLength(1)
})

test('only the newest are kept', () => {
  const heard = createHeard()
  for (let number = 1; number <= 1_000; number++) heard.add(message(number))
  expect(heard.after('1-0')).toBeUndefined()
  expect(heard.after('1-968')).toHaveLength(32)
  expect(heard.after('1-967')).toBeUndefined()
})
