/** The streams that miss an event, because Redis did not take it. */
export interface Holes {
  has: (key: string) => boolean
  /** An event of `key` was not stored. */
  add: (key: string) => void
  /** Tries to mend all of them now. */
  mend: () => Promise<void>
  close: () => Promise<void>
}

/**
 * A stream that misses an event is begun anew as soon as Redis lets us: readers find a gap, and go on from the
 * database. Until then nothing is added to it, so that nobody reads on over the hole.
 */
export function createHoles({ reset, retryMs }: {
  reset: (key: string) => Promise<void>
  retryMs: number
}): Holes {
  /** How many events each misses. */
  const missed = new Map<string, number>()
  let timer: NodeJS.Timeout | undefined
  let mending: Promise<void> | undefined
  let closed = false

  async function mendOne(key: string): Promise<void> {
    for (;;) {
      const count = missed.get(key)
      if (count === undefined) return
      await reset(key)
      // What was missed while the answer was on its way came after the new beginning.
      if (missed.get(key) === count) missed.delete(key)
    }
  }

  async function mendAll(): Promise<void> {
    await Promise.allSettled([...missed.keys()].map(mendOne))
    if (missed.size > 0 && !closed) timer ??= setTimeout(retry, retryMs).unref()
  }

  const mend = (): Promise<void> => {
    mending ??= mendAll().finally(() => {
      mending = undefined
    })
    return mending
  }

  function retry(): void {
    timer = undefined
    void mend()
  }

  return {
    has: (key) => missed.has(key),
    add: (key) => {
      missed.set(key, (missed.get(key) ?? 0) + 1)
      if (mending === undefined && !closed) timer ??= setTimeout(retry, retryMs).unref()
    },
    mend,
    close: async () => {
      closed = true
      clearTimeout(timer)
      await mending
      await mendAll()
    },
  }
}
