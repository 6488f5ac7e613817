import type { MessagePort } from 'node:worker_threads'
import type { News } from './messages.ts'

/** The least time between two messages to the other thread, milliseconds: each costs that thread some 20 µs. */
const restMs = 5

/**
 * Posts what comes for all calls, gathered; after a rest at once, with all that is read in the same turn. `isUrgent`:
 * without a rest, too.
 */
export function createPost(
  port: Pick<MessagePort, 'postMessage'>,
): (news: News, options?: { isUrgent: boolean }) => void {
  let outbox = new Map<number, News>()
  let postedAt = -Infinity
  /** The end of the rest. */
  let timer: NodeJS.Timeout | undefined
  /** In this turn. */
  let isDue = false

  function post(): void {
    port.postMessage([...outbox.values()])
    outbox = new Map()
    postedAt = performance.now()
    clearTimeout(timer)
    timer = undefined
    isDue = false
  }

  return ({ id, chunks, end }, { isUrgent } = { isUrgent: false }) => {
    const waiting = outbox.get(id)
    waiting?.chunks.push(...chunks)
    outbox.set(id, { ...(waiting ?? { id, chunks }), ...(end && { end }) })
    if (isDue) return
    const waitMs = isUrgent ? 0 : postedAt + restMs - performance.now()
    if (waitMs > 0) {
      timer ??= setTimeout(post, waitMs)
      return
    }
    isDue = true
    setImmediate(post)
  }
}
