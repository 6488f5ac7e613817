import { expect, test } from 'vitest'
import type { MessageView } from '../chat/message.ts'
import type { EventLog, LogEntry, LogEvent } from './event.ts'
import { wait } from './test/wait.ts'

export interface LogBounds {
  /** What the log under test keeps for each chat. */
  maxEvents: number
}

/**
 * What every event log promises, as tests; `open` makes a new, empty log that keeps `maxEvents` events a chat, and at
 * most `slack` more.
 */
export function testEventLog(
  open: (bounds: LogBounds) => Promise<EventLog>,
  { slack = 0 }: { slack?: number } = {},
): void {
  async function using(maxEvents: number, body: (log: EventLog) => Promise<void>): Promise<void> {
    const log = await open({ maxEvents })
    try {
      await body(log)
    } finally {
      await log.close()
    }
  }

  test('gives back what was appended, in order, to each chat its own', () => using(100, async (log) => {
    await fill(log, 'a', 1, 5)
    await fill(log, 'b', 6, 7)
    expect(seqs((await log.read('a', undefined)).entries)).toEqual([1, 2, 3, 4, 5])
    expect(seqs((await log.read('b', undefined)).entries)).toEqual([6, 7])
    expect((await log.read('c', undefined)).entries).toEqual([])
  }))

  test.each(everyKind)('keeps an event as it is: $type', (event) => using(100, async (log) => {
    await log.append('a', event)
    expect((await log.read('a', undefined)).entries[0]?.event).toStrictEqual(event)
  }))

  test('forgets a chat, and no other', () => using(100, async (log) => {
    await fill(log, 'a', 1, 3)
    await fill(log, 'b', 4, 4)
    const [first] = (await log.read('a', undefined)).entries
    await log.forget('a')
    await log.forget('none')
    expect((await log.read('a', undefined)).entries).toEqual([])
    expect(await log.read('a', first?.id)).toEqual({ entries: [], gap: true })
    expect(seqs((await log.read('b', undefined)).entries)).toEqual([4])
  }))

  test('reads on from any entry, in steps', () => using(100, async (log) => {
    await fill(log, 'a', 1, 5)
    const { entries } = await log.read('a', undefined, 2)
    expect(seqs(entries)).toEqual([1, 2])
    const next = await log.read('a', entries[1]?.id, 2)
    expect([seqs(next.entries), next.gap]).toEqual([[3, 4], false])
  }))

  test('a tail is a place to go on from, also before the first entry', () => using(100, async (log) => {
    const empty = await log.tail('a')
    await fill(log, 'a', 1, 2)
    const tail = await log.tail('a')
    await fill(log, 'a', 3, 3)
    expect(seqs((await log.read('a', empty)).entries)).toEqual([1, 2, 3])
    expect(seqs((await log.read('a', tail)).entries)).toEqual([3])
    expect(await log.read('a', await log.tail('a'))).toEqual({ entries: [], gap: false })
  }))

  test('says that there is a gap once the next entry is not kept any more', () => using(3, async (log) => {
    const last = 4 + 2 * slack
    const empty = await log.tail('a')
    await fill(log, 'a', 1, last - 3)
    const before = await log.tail('a')
    await fill(log, 'a', last - 2, last)
    expect((await log.read('a', empty)).gap).toBe(true)
    expect(await log.read('a', before)).toMatchObject({ gap: false, entries: [{}, {}, {}] })
    const kept = seqs((await log.read('a', undefined)).entries)
    expect(kept).toEqual(Array.from({ length: kept.length }, (_, index) => last - kept.length + 1 + index))
    expect(kept.length).toBeGreaterThanOrEqual(3)
    expect(kept.length).toBeLessThanOrEqual(3 + slack)
  }))

  test('an id that it never gave is a gap', () => using(3, async (log) => {
    await fill(log, 'a', 1, 1)
    const tail = await log.tail('a')
    const alike = [`${tail}0`, `${tail}:1`, `x${tail}`, `${tail} `, `${tail}.0`, tail.replace(/\d+$/, '0$&')]
    for (const id of ['', 'x', ':', ' ', '0', '-1', '9'.repeat(30), '\0', 'é', ...alike]) {
      expect((await log.read('a', id)).gap, JSON.stringify(id)).toBe(true)
    }
  }))

  test('an id of an earlier log is a gap', async () => {
    let old = ''
    await using(3, async (log) => {
      await fill(log, 'a', 1, 2)
      old = await log.tail('a')
    })
    await using(3, async (log) => {
      await fill(log, 'a', 1, 3)
      expect((await log.read('a', old)).gap).toBe(true)
    })
  })

  test('wait resolves at once when there is something, or when its id is not kept', () => using(3, async (log) => {
    const empty = await log.tail('a')
    await fill(log, 'a', 1, 1)
    await wait(log, 'a', empty)
    await wait(log, 'a', 'unknown')
  }))

  test('wait resolves for every reader at the next entry of its chat only', () => using(3, async (log) => {
    const woken: string[] = []
    const abort = new AbortController()
    const follow = async (name: string, chatId: string): Promise<void> => {
      await wait(log, chatId, await log.tail(chatId), abort.signal)
      woken.push(name)
    }
    const readers = [follow('first', 'a'), follow('second', 'a')]
    const other = follow('other', 'b')
    await log.append('a', event(1))
    await Promise.all(readers)
    expect(woken.toSorted()).toEqual(['first', 'second'])
    abort.abort()
    await other
  }))

  test('one that has taken its wish back is not woken, and one that has not is woken once', () => using(3, async (log) => {
    const woken: string[] = []
    const waiter = (name: string) => ({ wake: () => void woken.push(name) })
    const [leaves, stays] = [waiter('leaves'), waiter('stays')]
    const tail = await log.tail('a')
    expect([log.watch('a', tail, leaves), log.watch('a', tail, stays)]).toEqual([true, true])
    log.unwatch('a', leaves)
    log.unwatch('b', stays)
    await log.append('a', event(1))
    await expect.poll(() => woken).toEqual(['stays'])
    await log.append('a', event(2))
    expect(await wait(log, 'a', tail)).toBeUndefined()
    expect(woken).toEqual(['stays'])
  }))

  test('wait resolves when it is aborted, before or while it waits', () => using(3, async (log) => {
    const abort = new AbortController()
    const waiting = wait(log, 'a', await log.tail('a'), abort.signal)
    abort.abort()
    await waiting
    await wait(log, 'a', await log.tail('a'), abort.signal)
  }))

  test('a reader that waits and reads, with any pauses, gets every entry once and in order', () => using(1_000, async (log) => {
    const last = 200
    const follow = async (limit: number, pauseMs: number): Promise<number[]> => {
      const seen: number[] = []
      for (let id = await log.tail('a'); seen.at(-1) !== last;) {
        const { entries, gap } = await log.read('a', id, limit)
        expect(gap).toBe(false)
        seen.push(...seqs(entries))
        id = entries.at(-1)?.id ?? id
        if (entries.length === 0) await wait(log, 'a', id)
        else if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs))
      }
      return seen
    }
    const readers = [follow(1, 0), follow(7, 0), follow(64, 0), follow(64, 5), follow(1_000, 20)]
    await log.read('a', await log.tail('a'))
    await fill(log, 'a', 1, last)
    for (const seen of await Promise.all(readers)) {
      expect(seen).toEqual(Array.from({ length: last }, (_, index) => index + 1))
    }
  }))

  test('one that appends while many begin to wait loses nobody', () => using(1_000, async (log) => {
    const waiting = Array.from({ length: 50 }, async (_, chat) => {
      const id = await log.tail(`chat-${chat}`)
      await Promise.all([
        wait(log, `chat-${chat}`, id),
        log.append(`chat-${chat}`, event(1)),
      ])
      return (await log.read(`chat-${chat}`, id)).entries.length
    })
    expect(await Promise.all(waiting)).toEqual(waiting.map(() => 1))
  }))

  test('concurrent appends to different chats do not mix', () => using(1_000, async (log) => {
    await Promise.all(Array.from({ length: 20 }, (_, chat) => fill(log, `chat-${chat}`, chat * 100, chat * 100 + 30)))
    for (let chat = 0; chat < 20; chat++) {
      const expected = Array.from({ length: 31 }, (_, index) => chat * 100 + index)
      expect(seqs((await log.read(`chat-${chat}`, undefined)).entries)).toEqual(expected)
    }
  }))

  test('a closed log lets its waiting readers go, and refuses everything', async () => {
    const log = await open({ maxEvents: 3 })
    const tail = await log.tail('a')
    const waiting = wait(log, 'a', tail).catch(() => undefined)
    await log.close()
    await waiting
    await expect(log.read('a', tail)).rejects.toThrow('closed')
    await expect(log.append('a', event(1))).rejects.toThrow('closed')
    await expect(log.tail('a')).rejects.toThrow('closed')
    await expect(wait(log, 'a', tail)).rejects.toThrow('closed')
  })
}

const message: MessageView = {
  id: 'm', chatId: 'c', parentId: null, role: 'user', status: 'done', failure: null, seq: 0, siblings: ['m'], model: null, rating: 0,
  parts: [{ type: 'text', text: 'é 🌦️ \u2028 "\\' }], createdAt: new Date(1_764_000_000_123),
}
const reply: MessageView = { ...message, id: 'r', parentId: 'm', role: 'assistant', status: 'running', parts: [], model: 'test-model' }

const everyKind: LogEvent[] = [
  { type: 'start', replyId: 'r', message, reply },
  { type: 'start', replyId: 'r', message: null, reply },
  { type: 'delta', replyId: 'r', seq: 1, index: 0, text: 'é 🌦️ \u2028 "\\' },
  {
    type: 'part', replyId: 'r', seq: 2, index: 1,
    part: { type: 'tool', name: 'get_weather', callId: '1', input: { place: 'Paris' }, state: 'failed', error: 'No such place' },
  },
  { type: 'retrying', replyId: 'r', seq: 3, attempt: 2, delayMs: 500 },
  { type: 'finish', replyId: 'r', seq: 4, status: 'failed', failure: 'MODEL_BUSY' },
  { type: 'title', title: 'é 🌦️' },
]

function event(seq: number): LogEvent {
  return { type: 'delta', replyId: 'reply', seq, index: 0, text: `${seq} ` }
}

async function fill(log: EventLog, chatId: string, from: number, to: number): Promise<void> {
  for (let seq = from; seq <= to; seq++) await log.append(chatId, event(seq))
}

function seqs(entries: LogEntry[]): number[] {
  return entries.map((entry) => ('seq' in entry.event ? entry.event.seq : -1))
}
