import { describe, expect, onTestFinished, test, vi } from 'vitest'
import type { LogEvent } from './event.ts'
import { testEventLog } from './log.contract.ts'
import { createMemoryEventLog } from './memory-log.ts'

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

  test('forgets an idle chat, but not one that somebody reads', async () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const log = createMemoryEventLog({ idleMs: 1_000 })
    const [left, read] = [await log.tail('left'), await log.tail('read')]
    await log.append('left', event('1'))
    const waiting = log.wait('read', read, new AbortController().signal)
    vi.advanceTimersByTime(2_000)
    expect((await log.read('left', left)).gap).toBe(true)
    await log.append('read', event('1'))
    await waiting
    expect((await log.read('read', read)).gap).toBe(false)
    await log.close()
  })
})
