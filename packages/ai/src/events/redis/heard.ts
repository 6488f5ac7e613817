import type { LogEvent } from '../event.ts'
import { decodeEvent } from './coded.ts'

/** What is published of a stream: its new entry with the one before it, or, without these, that it begins anew. */
export interface Message {
  id: string
  added: { before: string, text: string } | undefined
}

/** Reads `id before event`, or `id` alone. */
export function parseMessage(message: string): Message {
  const first = message.indexOf(' ')
  const second = message.indexOf(' ', first + 1)
  if (first === -1 || second === -1) return { id: message, added: undefined }
  return {
    id: message.slice(0, first),
    added: { before: message.slice(first + 1, second), text: message.slice(second + 1) },
  }
}

/** The newest entries of a stream as they were heard of, with nothing missing between them. */
export interface Heard {
  add: (message: Message) => void
  /** The entries after `id`, at most `limit`; undefined when none was heard of, so that only Redis can say. */
  after: (id: string, limit?: number) => { id: string, event: LogEvent }[] | undefined
  /** The newest entry; undefined when nothing is known. */
  last: () => string | undefined
  /** Something may have been missed. */
  clear: () => void
}

/** Who is awake reads within a few events; who comes later asks Redis. */
const kept = 32

export function createHeard(): Heard {
  /** The entry before the first of `entries`. */
  let base: string | undefined
  let entries: { id: string, text: string, event?: LogEvent }[] = []

  const last = (): string | undefined => entries.at(-1)?.id ?? base
  const clear = (): void => {
    base = undefined
    entries = []
  }

  return {
    add: ({ id, added }) => {
      if (added === undefined) return clear()
      if (added.before !== last()) {
        clear()
        base = added.before
      }
      entries.push({ id, text: added.text })
      if (entries.length > kept) base = entries.shift()?.id
    },
    after: (id, limit = Infinity) => {
      const index = id === base ? 0 : entries.findLastIndex((entry) => entry.id === id) + 1
      if ((index === 0 && id !== base) || index === entries.length) return undefined
      // Told to every reader: read from its text once.
      return entries.slice(index, index + limit).map((entry) => ({
        id: entry.id,
        event: entry.event ??= decodeEvent(entry.text),
      }))
    },
    last,
    clear,
  }
}
