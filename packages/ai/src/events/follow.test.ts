import { describe, expect, test, vi } from 'vitest'
import type { ChatEvent, LogEvent } from './event.ts'
import { createMemoryEventLog } from './memory-log.ts'
import type { Readers } from './readers.ts'
import { createReaders } from './readers.ts'
import type { EventSink, EventStream } from './stream.ts'

const chatId = 'chat'
const title = (text: string): LogEvent => ({ type: 'title', title: text })
const idle = { activeLeafId: null, title: null, running: null }

function setUp({ readState = async () => idle }: { readState?: () => Promise<typeof idle> } = {}) {
  const log = createMemoryEventLog()
  const assertOpen = vi.fn(async () => undefined)
  const readers = createReaders({ log, assertOpen, readState, pause: async () => undefined })
  const append = async (...texts: string[]): Promise<void> => {
    for (const text of texts) await log.append(chatId, title(text))
  }
  return { log, readers, assertOpen, append }
}

/** Follows the chat; a flush is a line of the titles in it. */
function follow(readers: Readers, {
  lastEventId, wants = () => true, hasRoom = () => true,
}: { lastEventId?: string, wants?: () => boolean, hasRoom?: () => boolean } = {}) {
  const flushed: string[][] = []
  const ends: unknown[] = []
  let taken: string[] = []
  const nameOf = (event: ChatEvent): string => (event.type === 'title' ? event.title : event.type)
  const sink: EventSink = {
    take: ({ event }) => {
      taken.push(nameOf(event))
      return wants()
    },
    flush: () => {
      flushed.push(taken)
      taken = []
      return hasRoom()
    },
    end: (error) => ends.push(error),
  }
  return { flushed, ends, stream: readers.follow({ userId: 1n, chatId, lastEventId }, sink) as EventStream }
}

const settled = async (): Promise<void> => await new Promise(setImmediate)

describe('one who follows a chat', () => {
  test('gets what is there at once in one go, and later what comes as it comes', async () => {
    const { log, readers, append } = setUp()
    const lastEventId = await log.tail(chatId)
    await append('a', 'b', 'c')
    const { flushed } = follow(readers, { lastEventId })
    await settled()
    expect(flushed).toEqual([['a', 'b', 'c']])
    await append('d')
    await settled()
    expect(flushed).toEqual([['a', 'b', 'c'], ['d']])
  })

  test('gets no more than it wants in one go, and the rest in the next', async () => {
    const { log, readers, append } = setUp()
    const lastEventId = await log.tail(chatId)
    const titles = Array.from({ length: 200 }, (_, index) => String(index))
    await append(...titles)
    const { flushed } = follow(readers, { lastEventId, wants: () => false })
    await expect.poll(() => flushed.length).toBe(200)
    expect(flushed.flat()).toEqual(titles)
  })

  test('gets nothing while it has no room, and then what it has missed', async () => {
    const { readers, append } = setUp()
    let hasRoom = false
    const { flushed, stream } = follow(readers, { hasRoom: () => hasRoom })
    await settled()
    await append('a', 'b')
    await settled()
    expect(flushed).toEqual([['snapshot']])
    hasRoom = true
    stream.resume()
    stream.resume()
    await settled()
    expect(flushed).toEqual([['snapshot'], ['a', 'b']])
    await append('c')
    await settled()
    expect(flushed.at(-1)).toEqual(['c'])
  })

  test.each(['waits', 'has no room', 'takes an event', 'is shown a snapshot', 'has left'])(
    'gets nothing and holds nothing once it leaves, which it may when it %s', async (when) => {
      const { promise, resolve } = Promise.withResolvers<typeof idle>()
      const { log, readers, append } = setUp({ readState: async () => (when === 'is shown a snapshot' ? promise : idle) })
      const unwatch = vi.spyOn(log, 'unwatch')
      const reader = follow(readers, {
        hasRoom: () => when !== 'has no room',
        wants: () => {
          if (when === 'takes an event') reader.stream.close()
          return true
        },
      })
      await settled()
      if (when === 'has left') reader.stream.close()
      const before = reader.flushed.length
      reader.stream.close()
      expect(reader.ends).toEqual([undefined])
      resolve(idle)
      reader.stream.resume()
      await append('a')
      await settled()
      expect(reader.flushed.length).toBe(before)
      readers.close()
      expect(reader.ends).toEqual([undefined])
      expect(unwatch.mock.calls.length).toBe(when === 'waits' || when === 'has left' ? 1 : 0)
    },
  )

  test('has the end told once, whoever ended it', async () => {
    const { log, readers, append } = setUp()
    const [first, second] = [follow(readers), follow(readers, { hasRoom: () => false })]
    await settled()
    await append('last')
    readers.close()
    await settled()
    expect([first.flushed, first.ends]).toEqual([[['snapshot'], ['last']], [undefined]])
    // Its room is not there yet: what is there is still to be given.
    expect(second.ends).toEqual([])
    second.stream.resume()
    await settled()
    second.stream.resume()
    await settled()
    expect([second.flushed, second.ends]).toEqual([[['snapshot'], ['last']], [undefined]])
    expect(follow(readers).ends).toEqual([undefined])
    await log.close()
  })

  test('has a failure told as the end', async () => {
    const failure = new Error('The database is gone')
    const { log, readers, assertOpen } = setUp({ readState: () => Promise.reject(failure) })
    const reader = follow(readers)
    await settled()
    expect([reader.flushed, reader.ends]).toEqual([[], [failure]])
    assertOpen.mockRejectedValue(failure)
    const resumed = follow(readers, { lastEventId: await log.tail(chatId) })
    await settled()
    expect(resumed.ends).toEqual([failure])
  })
})
