/** Resolves once what was written before the call outlives a power cut. */
export type Sync = () => Promise<void>

/**
 * Shares `flush` between those who ask for it: whoever asks while one is under way waits for the next, together with
 * all others who do, for what they wrote may have come too late for the first. So a thousand commits a second need no
 * more flushes than the disk gives ("group commit").
 */
export function createGroupSync(flush: () => Promise<void>): Sync {
  let underWay: Promise<unknown> = Promise.resolve()
  let next: Promise<void> | undefined

  async function run(): Promise<void> {
    await underWay
    next = undefined
    const flushed = flush()
    underWay = flushed.catch(() => undefined)
    await flushed
  }

  return () => next ??= run()
}
