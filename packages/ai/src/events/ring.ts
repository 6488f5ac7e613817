import type { LogEntry, LogEvent, Waiter } from './event.ts'

/** One chat's newest events, numbered from 1, and who waits for more. `epoch` tells this ring from earlier ones. */
export interface Ring {
  epoch: string
  /** The last of them has the number `lastNumber`, the others those before it. */
  events: LogEvent[]
  bytes: number
  lastNumber: number
  /** How many of `events` are from before the newest reply's start. */
  before: number
  usedAt: number
  waiters: Waiter[]
}

export function createRing(epoch: string): Ring {
  return { epoch, events: [], bytes: 0, lastNumber: 0, before: 0, usedAt: 0, waiters: [] }
}

/**
 * Adds an event and drops the oldest ones past the bounds; the newest is kept whatever its size. Of replies, only the
 * newest and the one before it are kept: whoever is further behind is better served by the database.
 */
export function push(ring: Ring, event: LogEvent, bounds: { maxEvents: number, maxBytes: number }): void {
  if (event.type === 'start') {
    dropOldest(ring, ring.before)
    ring.before = ring.events.length
  }
  ring.lastNumber++
  ring.events.push(event)
  ring.bytes += sizeOf(event)
  while (ring.events.length > 1 && (ring.events.length > bounds.maxEvents || ring.bytes > bounds.maxBytes)) {
    dropOldest(ring, 1)
  }
}

/** Drops every event, but not the place of readers who have them all. */
export function clear(ring: Ring): void {
  dropOldest(ring, ring.events.length)
}

function dropOldest(ring: Ring, count: number): void {
  for (const event of ring.events.splice(0, count)) ring.bytes -= sizeOf(event)
  ring.before = Math.max(0, ring.before - count)
}

export function idOf(ring: Ring, number: number): string {
  return `${ring.epoch}:${number}`
}

/** The number that `id` stands for in this ring; null when it is of another epoch or none that was given out. */
export function numberOf(ring: Ring, id: string): number | null {
  const { epoch, lastNumber } = ring
  if (!id.startsWith(epoch) || id[epoch.length] !== ':') return null
  const digits = id.slice(epoch.length + 1)
  const number = Number(digits)
  // Written as we write it, and in no other way that means the same.
  return number >= 0 && number <= lastNumber && String(number) === digits ? number : null
}

/** Entries with a number above `after`, by index arithmetic: numbers have no holes. */
export function entriesAfter(ring: Ring, after: number, limit: number): LogEntry[] {
  const dropped = ring.lastNumber - ring.events.length
  const from = Math.max(0, after - dropped)
  return ring.events.slice(from, from + limit)
    .map((event, index) => ({ id: idOf(ring, dropped + from + index + 1), event }))
}

/** Whether something after `after` was dropped. */
export function hasGap(ring: Ring, after: number): boolean {
  return after < ring.lastNumber - ring.events.length
}

/** Rough size on the heap: two bytes a character, and the objects around them. */
function sizeOf(event: LogEvent): number {
  const characters = event.type === 'delta' ? event.text.length : JSON.stringify(event).length
  return 200 + 2 * characters
}
