import { createHash } from 'node:crypto'
import { ReplyError } from 'ioredis'
import type { Redis } from 'ioredis'

/*
 * A stream begins with an entry that holds no event, so that the place before the first event is an entry too: a place
 * is good for as long as its entry is kept, and that is all a reader has to check.
 */

/**
 * KEYS[1]: stream and channel. ARGV: the event, entries to keep, milliseconds to keep them. Publishes the entry with
 * the id of the one before it: who has that has missed nothing, and need not read.
 */
const append = script(`
local newest = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)[1]
local before = newest and newest[1] or redis.call('XADD', KEYS[1], '*', 'origin', '')
local id = redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[2], '*', 'event', ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
redis.call('PUBLISH', KEYS[1], id .. ' ' .. before .. ' ' .. ARGV[1])
return id`)

/** KEYS[1]: stream. ARGV[1]: milliseconds to keep it when it is new. The newest entry's id. */
const tail = script(`
local newest = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)
if newest[1] then return newest[1][1] end
local id = redis.call('XADD', KEYS[1], '*', 'origin', '')
redis.call('PEXPIRE', KEYS[1], ARGV[1])
return id`)

/** KEYS[1]: stream and channel. ARGV[1]: milliseconds to keep it. Forgets everything, and wakes who reads: a gap. */
const reset = script(`
redis.call('DEL', KEYS[1])
local id = redis.call('XADD', KEYS[1], '*', 'origin', '')
redis.call('PEXPIRE', KEYS[1], ARGV[1])
redis.call('PUBLISH', KEYS[1], id)
return id`)

/** KEYS[1]: stream and channel. */
const forget = script(`
redis.call('DEL', KEYS[1])
redis.call('PUBLISH', KEYS[1], '0-0')`)

/** The steps that have to happen at once, each on one chat's key, which is its channel's name too. */
export interface Streams {
  append: (key: string, event: string) => Promise<void>
  /** The id of the newest entry; of a new stream's origin when there is none. */
  tail: (key: string) => Promise<string>
  /** Forgets a chat's entries: every place in it that a reader holds is void. */
  reset: (key: string) => Promise<void>
  /** The same, and begins nothing in their place. */
  forget: (key: string) => Promise<void>
}

export function createStreams(redis: Redis, { maxEvents, idleMs }: { maxEvents: number, idleMs: number }): Streams {
  const run = async ({ sha, text }: Script, key: string, ...values: (string | number)[]): Promise<unknown> => {
    try {
      return await redis.evalsha(sha, 1, key, ...values)
    } catch (error) {
      // A Redis that was restarted or flushed does not know the script any more.
      if (error instanceof ReplyError && (error as Error).message.startsWith('NOSCRIPT')) return redis.eval(text, 1, key, ...values)
      throw error
    }
  }

  return {
    // One more than is kept for reading: the entry that a reader goes on from has to be there too.
    append: async (key, event) => void await run(append, key, event, maxEvents + 1, idleMs),
    tail: async (key) => String(await run(tail, key, idleMs)),
    reset: async (key) => void await run(reset, key, idleMs),
    forget: async (key) => void await run(forget, key),
  }
}

interface Script {
  text: string
  sha: string
}

function script(text: string): Script {
  return { text, sha: createHash('sha1').update(text).digest('hex') }
}
