import type { EventLog } from './event.ts'
import { EventLogClosedError } from '../errors.ts'
import { clear, createRing, entriesAfter, hasGap, idOf, numberOf, push } from './ring.ts'
import type { Ring } from './ring.ts'

export interface MemoryEventLogOptions {
  /** Events kept for each chat. */
  maxEvents?: number
  /** Bytes kept for each chat, roughly. */
  maxBytes?: number
  /** Bytes kept for all chats together, roughly: past that, those of the chats longest unused go first. */
  maxTotalBytes?: number
  /** How long the events of a chat are kept in which nothing happens, in milliseconds. */
  idleMs?: number
  /** Milliseconds that only go forward. */
  now?: () => number
  /** A name that no log before or beside this one had: ids of an earlier process must not be taken for ours. */
  newEpoch?: () => string
}

/** The event log of a single server, in memory. */
export function createMemoryEventLog({
  maxEvents = 2_000,
  maxBytes = 1_000_000,
  maxTotalBytes = 64_000_000,
  idleMs = 60_000,
  now = () => performance.now(),
  newEpoch = () => crypto.randomUUID(),
}: MemoryEventLogOptions = {}): EventLog {
  /** Least recently used first. */
  const rings = new Map<string, Ring>()
  let totalBytes = 0
  let timer: NodeJS.Timeout | undefined
  let closed = false

  function ringOf(chatId: string): Ring {
    if (closed) throw new EventLogClosedError('The event log is closed')
    const ring = rings.get(chatId) ?? createRing(newEpoch())
    ring.usedAt = now()
    rings.delete(chatId)
    rings.set(chatId, ring)
    timer ??= setInterval(dropIdle, idleMs / 2).unref()
    return ring
  }

  /** Those who wait have everything: they keep their place, and nothing is a gap to them. */
  function drop(chatId: string, ring: Ring): void {
    totalBytes -= ring.bytes
    if (ring.waiters.length > 0) clear(ring)
    else rings.delete(chatId)
  }

  function dropIdle(): void {
    for (const [chatId, ring] of rings) {
      if (now() - ring.usedAt < idleMs) break
      drop(chatId, ring)
    }
    if (rings.size > 0) return
    clearInterval(timer)
    timer = undefined
  }

  /** Makes more room than is needed now, since it goes through the chats that wait with nothing kept, too. */
  function dropOldest(except: Ring): void {
    for (const [chatId, ring] of rings) {
      if (totalBytes <= 0.9 * maxTotalBytes) return
      if (ring !== except) drop(chatId, ring)
    }
  }

  return {
    append: async (chatId, event) => {
      const ring = ringOf(chatId)
      totalBytes -= ring.bytes
      push(ring, event, { maxEvents, maxBytes })
      totalBytes += ring.bytes
      if (totalBytes > maxTotalBytes) dropOldest(ring)
      wake(ring)
    },
    read: async (chatId, afterId, limit = Infinity) => {
      const ring = ringOf(chatId)
      const after = afterId === undefined ? 0 : numberOf(ring, afterId)
      if (after === null || (afterId !== undefined && hasGap(ring, after))) return { entries: [], gap: true }
      return { entries: entriesAfter(ring, after, limit), gap: false }
    },
    tail: async (chatId) => {
      const ring = ringOf(chatId)
      return idOf(ring, ring.lastNumber)
    },
    watch: (chatId, afterId, waiter) => {
      const ring = ringOf(chatId)
      if (numberOf(ring, afterId) !== ring.lastNumber) return false
      ring.waiters.push(waiter)
      return true
    },
    unwatch: (chatId, waiter) => {
      const ring = rings.get(chatId)
      if (ring) ring.waiters = ring.waiters.filter((other) => other !== waiter)
    },
    forget: async (chatId) => {
      const ring = rings.get(chatId)
      if (!ring) return
      totalBytes -= ring.bytes
      rings.delete(chatId)
      wake(ring)
    },
    close: async () => {
      closed = true
      clearInterval(timer)
      for (const ring of rings.values()) wake(ring)
      rings.clear()
    },
  }
}

function wake(ring: Ring): void {
  if (ring.waiters.length === 0) return
  const { waiters } = ring
  ring.waiters = []
  for (const waiter of waiters) waiter.wake()
}
