import type { Redis } from 'ioredis'

/** A Redis that has not answered for so many looks, some two seconds, is given up. */
const patience = 4
const everyMs = 500

/**
 * Ends a connection on which nothing is answered, so that what waits for it fails, and a new one is sought; also one
 * that only listens, which would never notice. ioredis's own timeouts go by the clock, and give up what has been
 * answered when this process itself was held up. Looks do not: between two of them, what has come is read.
 */
export function watchOver(redis: Redis): void {
  let asked = false
  let silence = 0

  function ask(): void {
    asked = true
    redis.ping().catch(() => undefined).finally(() => {
      asked = false
      silence = 0
    })
  }

  const timer = setInterval(() => {
    if (redis.status === 'connect' || (redis.status === 'ready' && asked)) silence++
    else silence = 0
    if (redis.status === 'ready' && !asked) ask()
    if (silence < patience) return
    silence = 0
    redis.stream.destroy(new Error('Redis does not answer'))
  }, everyMs).unref()
  redis.once('end', () => clearInterval(timer))
}
