import type { MessagePort } from 'node:worker_threads'
import type { News } from './messages.ts'

/** The least time between two messages to the other thread, milliseconds: each costs that thread some 20 µs. */
const restMs = 5

/** Posts what comes for all calls, gathered; after a rest at once, with all that is read in the same turn. */
export function createPost(port: Pick<MessagePort, 'postMessage'>): (news: News) => void {
  let outbox = new Map<number, News>()
  let postedAt = -Infinity
  let isDue = false

  function post(): void {
    port.postMessage([...outbox.values()])
    outbox = new Map()
    postedAt = performance.now()
    isDue = false
  }

  return ({ id, chunks, end }) => {
    const waiting = outbox.get(id)
    waiting?.chunks.push(...chunks)
    outbox.set(id, { ...(waiting ?? { id, chunks }), ...(end && { end }) })
    if (isDue) return
    isDue = true
    const waitMs = postedAt + restMs - performance.now()
    if (waitMs <= 0) setImmediate(post)
    else setTimeout(post, waitMs)
  }
}
