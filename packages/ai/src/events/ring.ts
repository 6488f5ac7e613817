import type { LogEntry, LogEvent } from './event.ts'

/** One chat's newest entries, numbered from 1, and who waits for more. `epoch` tells this ring from earlier ones. */
export interface Ring {
  epoch: string
  entries: { number: number, bytes: number, entry: LogEntry }[]
  bytes: number
  lastNumber: number
  usedAt: number
  waiters: Set<() => void>
}

export function createRing(epoch: string): Ring {
  return { epoch, entries: [], bytes: 0, lastNumber: 0, usedAt: 0, waiters: new Set() }
}

/** Adds an event and drops the oldest ones past the bounds; the newest is kept whatever its size. */
export function push(ring: Ring, event: LogEvent, bounds: { maxEvents: number, maxBytes: number }): void {
  const number = ++ring.lastNumber
  const bytes = sizeOf(event)
  ring.entries.push({ number, bytes, entry: { id: idOf(ring, number), event } })
  ring.bytes += bytes
  while (ring.entries.length > 1 && (ring.entries.length > bounds.maxEvents || ring.bytes > bounds.maxBytes)) {
    ring.bytes -= ring.entries.shift()?.bytes ?? 0
  }
}

export function idOf(ring: Ring, number: number): string {
  return `${ring.epoch}:${number}`
}

/** The number that `id` stands for in this ring; null when it is of another epoch or none that was given out. */
export function numberOf(ring: Ring, id: string): number | null {
  const [epoch, digits, ...rest] = id.split(':')
  if (epoch !== ring.epoch || digits === undefined || rest.length > 0 || !/^(0|[1-9]\d{0,15})$/.test(digits)) return null
  const number = Number(digits)
  return number <= ring.lastNumber ? number : null
}

/** Entries with a number above `after`, by index arithmetic: numbers have no holes. */
export function entriesAfter(ring: Ring, after: number, limit: number): LogEntry[] {
  const from = Math.max(0, after + 1 - (ring.entries[0]?.number ?? 0))
  return ring.entries.slice(from, from + limit).map(({ entry }) => entry)
}

/** Whether something after `after` was dropped. */
export function hasGap(ring: Ring, after: number): boolean {
  const oldest = ring.entries[0]
  return oldest !== undefined && after + 1 < oldest.number
}

/** Rough size on the heap: two bytes a character, and the objects around them. */
function sizeOf(event: LogEvent): number {
  const characters = event.type === 'delta' ? event.text.length : JSON.stringify(event).length
  return 200 + 2 * characters
}
