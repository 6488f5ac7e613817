import type { FastifyBaseLogger } from 'fastify'

export interface Sweeper {
  /** Ends it; resolves when no sweep is under way. */
  stop: () => Promise<void>
}

/**
 * Looks every `everyMs` for replies whose server died, and ends them as `interrupted`. Sweeps never overlap, and one
 * that fails is followed by the next. It keeps no process alive.
 */
export function startSweeper({ sweep, everyMs, log }: {
  /** Resolves to how many replies were interrupted. */
  sweep: () => Promise<number>
  everyMs: number
  log: Pick<FastifyBaseLogger, 'error' | 'warn'>
}): Sweeper {
  let stopped = false
  let sweeping: Promise<void> | undefined
  let timer = setTimeout(next, everyMs).unref()

  function next(): void {
    sweeping = run().finally(() => {
      if (!stopped) timer = setTimeout(next, everyMs).unref()
    })
  }

  async function run(): Promise<void> {
    try {
      const interrupted = await sweep()
      if (interrupted > 0) log.warn({ interrupted }, 'replies of a dead server were interrupted')
    } catch (err) {
      log.error({ err }, 'the sweep failed')
    }
  }

  return {
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await sweeping
    },
  }
}
