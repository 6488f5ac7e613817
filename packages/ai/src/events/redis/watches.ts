import type { LogEvent, Waiter } from '../event.ts'
import { createHeard, parseMessage } from './heard.ts'
import type { Heard } from './heard.ts'
import { isAfter } from './place.ts'
import type { Subscriber } from './subscriber.ts'

/** A chat's stream that somebody on this server reads. */
interface Watch {
  /** Each with the entry that it has. */
  waiters: Map<Waiter, string>
  /** The newest entry that was heard of; undefined until the first word. */
  newest: string | undefined
  heard: Heard
  usedAt: number
}

/** Who waits for the next entry of which stream. One subscription a stream serves all its readers on this server. */
export interface Watches {
  /** Has `waiter` woken once, when `key` may have an entry after `after`; false when it may have one already. */
  watch: (key: string, after: string, waiter: Waiter) => boolean
  unwatch: (key: string, waiter: Waiter) => void
  /** What came after an entry, at most `limit`, as it was heard of; undefined when only Redis can say. */
  heardAfter: (key: string, after: string, limit?: number) => { id: string, event: LogEvent }[] | undefined
  /** The newest entry of `key`, as it was just read from Redis. */
  learned: (key: string, entry: string) => void
  /** Lets everybody go, to look for themselves. */
  releaseAll: () => void
  /** For the subscriber: an entry was added, or the stream begins anew. */
  onMessage: (key: string, message: string) => void
  /** For the subscriber: nothing added from now on is missed. */
  onListening: (keys: string[]) => void
  close: () => void
}

/** `ask` reads a stream's newest entry and tells it through `learned`. It may fail while Redis is down. */
export function createWatches({ subscriber, ask, lingerMs, now }: {
  subscriber: () => Subscriber
  ask: (key: string) => Promise<unknown>
  /** How long an unread stream is listened to. */
  lingerMs: number
  now: () => number
}): Watches {
  const watches = new Map<string, Watch>()
  let timer: NodeJS.Timeout | undefined

  function watchOf(key: string): Watch {
    let watch = watches.get(key)
    if (watch === undefined) {
      watch = { waiters: new Map(), newest: undefined, heard: createHeard(), usedAt: 0 }
      watches.set(key, watch)
      subscriber().add(key)
      timer ??= setInterval(dropUnread, lingerMs).unref()
    }
    watch.usedAt = now()
    return watch
  }

  function dropUnread(): void {
    for (const [key, { waiters, usedAt }] of watches) {
      if (waiters.size > 0 || now() - usedAt < lingerMs) continue
      watches.delete(key)
      subscriber().remove(key)
    }
    if (watches.size > 0) return
    clearInterval(timer)
    timer = undefined
  }

  /** When Redis is down, this fails, and everybody is let go once it is back. */
  function askAgain(key: string): void {
    ask(key).catch(() => undefined)
  }

  function release({ waiters }: Watch, isReleased: (after: string) => boolean = () => true): void {
    for (const [waiter, after] of [...waiters]) if (isReleased(after) && waiters.delete(waiter)) waiter.wake()
  }

  return {
    watch: (key, after, waiter) => {
      const watch = watchOf(key)
      if (watch.newest !== undefined && isAfter(watch.newest, after)) return false
      watch.waiters.set(waiter, after)
      return true
    },
    unwatch: (key, waiter) => {
      const watch = watches.get(key)
      if (watch?.waiters.delete(waiter)) watch.usedAt = now()
    },
    heardAfter: (key, after, limit) => watches.get(key)?.heard.after(after, limit),
    learned: (key, entry) => {
      const watch = watches.get(key)
      if (watch === undefined) return
      // Something was missed, or is on its way.
      if (entry !== watch.heard.last()) watch.heard.clear()
      if (watch.newest !== undefined && isAfter(watch.newest, entry)) {
        // Either a message overtook this answer, or the stream began anew under a clock that was put back.
        watch.newest = undefined
        askAgain(key)
      } else {
        watch.newest = entry
        release(watch, (after) => isAfter(entry, after))
      }
    },
    releaseAll: () => {
      for (const watch of watches.values()) release(watch)
    },
    onMessage: (key, text) => {
      const watch = watches.get(key)
      if (watch === undefined) return
      const message = parseMessage(text)
      watch.newest = message.id
      watch.heard.add(message)
      // Who has read it from Redis before the message came has nothing to learn from it.
      release(watch, (after) => after !== message.id)
    },
    onListening: (keys) => {
      for (const key of keys) askAgain(key)
    },
    close: () => {
      clearInterval(timer)
      for (const watch of watches.values()) release(watch)
      watches.clear()
    },
  }
}
