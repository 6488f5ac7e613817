import type { Redis } from 'ioredis'

/** The connection to Redis as the log sees it: up, in one run of Redis, or down. */
export interface Link {
  /** Names the run of Redis that answers now; undefined when none has for longer than the grace. */
  epoch: () => Promise<string | undefined>
  /** The same at this moment, without waiting out the grace. */
  epochNow: () => string | undefined
  /** Whether it is not known yet, after the start or an interruption; `onUp` or `onDown` follows. */
  isSettling: () => boolean
  /** Whether Redis answers at this moment. */
  isUp: () => boolean
  close: () => void
}

/**
 * Follows the state of `redis`. `onUp` is called whenever Redis answers again, `onDown` when it has not for `graceMs`:
 * an interruption that is over before that is nobody's business.
 */
export function createLink(redis: Redis, { graceMs, onUp, onDown }: {
  graceMs: number
  onUp: () => void
  onDown: () => void
}): Link {
  let epoch: string | undefined
  let settled = Promise.withResolvers<undefined>()
  let timer: NodeJS.Timeout | undefined
  let connection = 0

  async function greet(): Promise<void> {
    const mine = ++connection
    const found = await readEpoch(redis)
    if (mine !== connection) return
    epoch = found
    settle()
    onUp()
  }

  function settle(): void {
    clearTimeout(timer)
    timer = undefined
    settled.resolve(undefined)
  }

  function waitForGrace(): void {
    settled = Promise.withResolvers()
    timer = setTimeout(() => {
      settle()
      onDown()
    }, graceMs).unref()
  }

  const onReady = (): void => void greet()
  const onClose = (): void => {
    connection++
    if (epoch !== undefined) waitForGrace()
    epoch = undefined
  }
  redis.on('ready', onReady)
  redis.on('close', onClose)
  waitForGrace()
  if (redis.status === 'ready') onReady()

  return {
    epoch: async () => {
      if (epoch === undefined) await settled.promise
      return epoch
    },
    epochNow: () => epoch,
    isSettling: () => epoch === undefined && timer !== undefined,
    isUp: () => epoch !== undefined,
    close: () => {
      connection++
      redis.off('ready', onReady)
      redis.off('close', onClose)
      settle()
    },
  }
}

/** Redis names each of its runs. Who may not ask is content with the entries' own ids. */
async function readEpoch(redis: Redis): Promise<string> {
  const info = await redis.info('server').catch(() => '')
  return /^run_id:([\da-f]+)/m.exec(info)?.[1]?.slice(0, 12) ?? '0'
}
