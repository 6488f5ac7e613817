import { describe, expect, onTestFinished, test, vi } from 'vitest'
import type { MessageView } from '../chat/message.ts'
import type { LogEvent } from './event.ts'
import { testEventLog } from './log.contract.ts'
import { createMemoryEventLog } from './memory-log.ts'
import { wait } from './test/wait.ts'

describe('the event log in memory', () => {
  testEventLog(async (bounds) => createMemoryEventLog(bounds))

  const event = (text: string): LogEvent => ({ type: 'delta', replyId: 'r', seq: 1, index: 0, text })

  test('keeps no more bytes of a chat than it may, but always its newest event', async () => {
    const log = createMemoryEventLog({ maxBytes: 5_000 })
    for (let n = 0; n < 10; n++) await log.append('a', event('x'.repeat(1_000)))
    expect((await log.read('a', undefined)).entries).toHaveLength(2)
    await log.append('a', event('x'.repeat(100_000)))
    expect((await log.read('a', undefined)).entries).toHaveLength(1)
    await log.close()
  })

  test('drops the chats that were longest unused when all together are too big', async () => {
    const log = createMemoryEventLog({ maxTotalBytes: 10_000 })
    for (const chat of ['a', 'b', 'c', 'd', 'a', 'e']) await log.append(chat, event('x'.repeat(1_000)))
    const kept = async (chat: string): Promise<number> => (await log.read(chat, undefined)).entries.length
    expect([await kept('b'), await kept('c'), await kept('a'), await kept('e')]).toEqual([0, 0, 2, 1])
    await log.close()
  })

  test('one who waits and has everything keeps the place when the events are dropped', async () => {
    const log = createMemoryEventLog({ maxTotalBytes: 10_000 })
    const before = await log.tail('waiting')
    await log.append('waiting', event('1'))
    const place = await log.tail('waiting')
    const waiting = wait(log, 'waiting', place)
    for (let n = 0; n < 5; n++) await log.append(`other-${n}`, event('x'.repeat(1_000)))
    expect((await log.read('waiting', undefined)).entries).toEqual([])
    await log.append('waiting', event('2'))
    await waiting
    expect(await log.read('waiting', place)).toMatchObject({ entries: [{ event: event('2') }], gap: false })
    expect((await log.read('waiting', before)).gap).toBe(true)
    await log.close()
  })

  test('keeps the newest reply and the one before it', async () => {
    const log = createMemoryEventLog()
    const reply = { id: 'r', chatId: 'a', parentId: null } as MessageView
    const start: LogEvent = { type: 'start', replyId: 'r', message: null, reply }
    const places: string[] = []
    for (let n = 0; n < 4; n++) {
      places.push(await log.tail('a'))
      for (const next of [start, event('1'), event('2')]) await log.append('a', next)
    }
    const gaps = await Promise.all(places.map(async (place) => (await log.read('a', place)).gap))
    expect(gaps).toEqual([true, true, false, false])
    expect((await log.read('a', undefined)).entries).toHaveLength(6)
    expect((await log.read('a', places[3])).entries.map(({ event: { type } }) => type)).toEqual(['start', 'delta', 'delta'])
    await log.close()
  })

  test('forgets an idle chat, but not one that somebody reads', async () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const log = createMemoryEventLog({ idleMs: 1_000 })
    const [left, read] = [await log.tail('left'), await log.tail('read')]
    await log.append('left', event('1'))
    const waiting = wait(log, 'read', read)
    vi.advanceTimersByTime(2_000)
    expect((await log.read('left', left)).gap).toBe(true)
    await log.append('read', event('1'))
    await waiting
    expect((await log.read('read', read)).gap).toBe(false)
    await log.close()
  })
})
