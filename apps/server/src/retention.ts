import type { FastifyBaseLogger } from 'fastify'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/** How long a deleted chat can be brought back, milliseconds. */
export const KEEP_DELETED_MS = 30 * DAY

export interface Retention {
  /** Ends it; resolves when no purge is under way. */
  stop: () => Promise<void>
}

/**
 * Purges what was deleted long ago, each day and soon after the start, so that servers which are restarted daily do it
 * too. A purge that fails is tried again the next day. It keeps no process alive.
 */
export function startRetention({ purge, log, now = () => new Date(), firstMs = MINUTE, everyMs = DAY }: {
  /** Resolves to how many chats went. */
  purge: (options: { olderThan: Date, signal: AbortSignal }) => Promise<number>
  log: Pick<FastifyBaseLogger, 'error' | 'info'>
  now?: () => Date
  firstMs?: number
  everyMs?: number
}): Retention {
  const stopping = new AbortController()
  let purging: Promise<void> | undefined
  let timer = setTimeout(next, firstMs).unref()

  function next(): void {
    purging = run().finally(() => {
      if (!stopping.signal.aborted) timer = setTimeout(next, everyMs).unref()
    })
  }

  async function run(): Promise<void> {
    try {
      const olderThan = new Date(now().getTime() - KEEP_DELETED_MS)
      const chats = await purge({ olderThan, signal: stopping.signal })
      if (chats > 0) log.info({ chats }, 'chats that were deleted 30 days ago are purged')
    } catch (err) {
      log.error({ err }, 'the purge of deleted chats failed')
    }
  }

  return {
    stop: async () => {
      stopping.abort()
      clearTimeout(timer)
      await purging
    },
  }
}
