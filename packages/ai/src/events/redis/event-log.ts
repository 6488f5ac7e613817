import type { Redis } from 'ioredis'
import { EventLogClosedError } from '../../errors.ts'
import type { EventLog, LogEntry } from '../event.ts'
import { decodeEvent, encodeEvent } from './coded.ts'
import { createHoles } from './holes.ts'
import { createLink } from './link.ts'
import { formatPlace, parsePlace } from './place.ts'
import { createStreams } from './scripts.ts'
import { createSleepers } from './sleepers.ts'
import { createSubscriber } from './subscriber.ts'
import { createWatches } from './watches.ts'

export interface RedisEventLogOptions {
  /**
   * A connection that fails fast, as `connectRedis` makes it. The log opens a second one like it, to listen,
   * and closes only that one.
   */
  redis: Redis
  /** Goes before the names of keys and channels. */
  prefix?: string
  /** Events kept for each chat, at least; Redis keeps up to some hundred more, whose removal costs less in one go. */
  maxEvents?: number
  /** How long a chat's events are kept after the newest, in milliseconds. */
  idleMs?: number
  /** How long readers are left in peace when Redis does not answer, in milliseconds. */
  graceMs?: number
  /** How often readers look into the database while Redis does not answer, in milliseconds. */
  awayMs?: number
  /** Milliseconds since 1970. */
  now?: () => number
  /** Told of what Redis refused, once for each chat. Must not throw. */
  onError?: (error: unknown, where: { chatId: string }) => void
}

const away = /^away-(\d{1,16})$/

/**
 * The event log of several servers, in Redis Streams. While Redis is away, appends are dropped and readers live on
 * snapshots of the database: every id they hold is void after `awayMs`. Nothing rejects for it.
 */
export function createRedisEventLog({
  redis,
  prefix = 'parley:events:',
  maxEvents = 2_000,
  idleMs = 300_000,
  graceMs = 1_000,
  awayMs = 3_000,
  now = Date.now,
  onError = () => undefined,
}: RedisEventLogOptions): EventLog {
  let closed = false
  const streams = createStreams(redis, { maxEvents, idleMs })
  const sleepers = createSleepers()
  const holes = createHoles({ reset: streams.reset, retryMs: graceMs })
  const watches = createWatches({ subscriber: () => subscriber, ask: learnTail, lingerMs: 30_000, now })
  const subscriber = createSubscriber(redis, watches)
  const link = createLink(redis, {
    graceMs,
    onUp: () => {
      void holes.mend()
      watches.releaseAll()
    },
    onDown: watches.releaseAll,
  })

  const keyOf = (chatId: string): string => {
    if (closed) throw new EventLogClosedError('The event log is closed')
    return prefix + chatId
  }

  async function learnTail(key: string): Promise<string> {
    const entry = await streams.tail(key)
    watches.learned(key, entry)
    return entry
  }

  /** Whether `id` was given while Redis was away, and not longer ago than `awayMs`. */
  function awayLeftMs(id: string): number {
    const leftMs = Number(away.exec(id)?.[1] ?? 0) - now()
    return leftMs > awayMs ? 0 : Math.max(0, leftMs)
  }

  async function readFrom(key: string, entry: string, limit?: number): Promise<Row[]> {
    const rows = limit === undefined
      ? await redis.xrange(key, entry, '+')
      : await redis.xrange(key, entry, '+', 'COUNT', limit + 1)
    return rows.map(([id, [, event = '']]) => ({ id, event }))
  }

  return {
    append: async (chatId, event) => {
      const key = keyOf(chatId)
      if (await link.epoch() === undefined || holes.has(key)) return holes.add(key)
      try {
        await streams.append(key, encodeEvent(event))
      } catch (error) {
        holes.add(key)
        onError(error, { chatId })
      }
    },
    read: async (chatId, afterId, limit) => {
      const key = keyOf(chatId)
      if (afterId !== undefined && awayLeftMs(afterId) > 0) return { entries: [], gap: false }
      const epoch = await link.epoch()
      const after = afterId === undefined ? null : parsePlace(afterId)
      if (epoch === undefined || (afterId !== undefined && after?.epoch !== epoch)) return nothing(afterId)
      const heard = after === null ? undefined : watches.heardAfter(key, after.entry, limit)
      if (heard !== undefined) {
        return { entries: heard.map(({ id, event }) => ({ id: formatPlace({ epoch, entry: id }), event })), gap: false }
      }
      const rows = await readFrom(key, after?.entry ?? '-', limit).catch(() => undefined)
      if (rows === undefined) return nothing(afterId)
      if (after === null) return { entries: entriesOf(rows, epoch).slice(0, limit), gap: false }
      return rows[0]?.id === after.entry ? { entries: entriesOf(rows.slice(1), epoch), gap: false } : nothing(afterId)
    },
    tail: async (chatId) => {
      const key = keyOf(chatId)
      const epoch = await link.epoch()
      const entry = epoch === undefined ? undefined : await learnTail(key).catch(() => undefined)
      return epoch === undefined || entry === undefined ? `away-${now() + awayMs}` : formatPlace({ epoch, entry })
    },
    watch: (chatId, afterId, waiter) => {
      const key = keyOf(chatId)
      const leftMs = awayLeftMs(afterId)
      if (leftMs > 0) return sleepers.add(waiter, leftMs)
      const after = parsePlace(afterId)
      // Whatever becomes of an interruption wakes who waits.
      const isKept = after !== null && (link.isSettling() || after.epoch === link.epochNow())
      return isKept && watches.watch(key, after.entry, waiter)
    },
    unwatch: (chatId, waiter) => {
      if (!sleepers.remove(waiter)) watches.unwatch(prefix + chatId, waiter)
    },
    forget: async (chatId) => {
      // Where Redis is away, what it has of the chat goes after `idleMs`.
      await streams.forget(keyOf(chatId)).catch((error: unknown) => onError(error, { chatId }))
    },
    close: async () => {
      if (closed) return
      closed = true
      sleepers.wakeAll()
      watches.close()
      subscriber.close()
      link.close()
      await holes.close()
    },
  }
}

interface Row {
  id: string
  /** Empty in the entry that a stream begins with. */
  event: string
}

function entriesOf(rows: Row[], epoch: string): LogEntry[] {
  return rows.flatMap(({ id, event }) =>
    event === '' ? [] : [{ id: formatPlace({ epoch, entry: id }), event: decodeEvent(event) }])
}

function nothing(afterId: string | undefined): { entries: LogEntry[], gap: boolean } {
  return { entries: [], gap: afterId !== undefined }
}
