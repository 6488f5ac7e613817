/** One request to the model, as it went. Times are milliseconds since the epoch, with fractions. */
export interface GeminiJournalEntry {
  id: number
  method: string
  path: string
  /** Whether a key came with it; the key itself is never kept. */
  hasKey: boolean
  model: string | null
  /** `reply`, `title` or `summary` for generations; null for everything else. */
  purpose: string | null
  /** The body as it came. */
  body: unknown
  startedAt: number
  firstByteAt: number | null
  endedAt: number | null
  /** Chunks and tokens that were written to the socket. */
  chunks: number
  tokens: number
  status: number | null
  /**
   * `finished`: answered in full. `aborted`: the client closed the connection first. `faulted`: a fault ended it.
   * `refused`: an error status.
   */
  ended: 'running' | 'finished' | 'aborted' | 'faulted' | 'refused'
}

/** The last requests, oldest first. */
export interface GeminiJournal {
  entries: () => readonly GeminiJournalEntry[]
  /** The generations among them: those of `purpose`, of any when it is left out. */
  generations: (purpose?: 'reply' | 'title' | 'summary') => GeminiJournalEntry[]
  /** Resolves with the first entry, kept or to come, that `test` accepts. Rejects when the emulator is closed. */
  waitFor: (test: (entry: GeminiJournalEntry) => boolean) => Promise<GeminiJournalEntry>
  clear: () => void
}

export interface JournalWriter extends GeminiJournal {
  begin: (entry: Pick<GeminiJournalEntry, 'method' | 'path' | 'hasKey' | 'startedAt'>) => GeminiJournalEntry
  /** Says that an entry has changed, to those who wait. */
  changed: (entry: GeminiJournalEntry) => void
  close: () => void
}

interface Waiter {
  test: (entry: GeminiJournalEntry) => boolean
  resolve: (entry: GeminiJournalEntry) => void
  reject: (error: Error) => void
}

/** Keeps at least the last `limit` requests, at most twice as many. */
export function createJournal(limit: number): JournalWriter {
  let kept: GeminiJournalEntry[] = []
  let nextId = 1
  let waiting: Waiter[] = []

  const changed = (entry: GeminiJournalEntry): void => {
    if (waiting.length === 0) return
    const met = waiting.filter(({ test }) => test(entry))
    waiting = waiting.filter((waiter) => !met.includes(waiter))
    for (const { resolve } of met) resolve(entry)
  }

  return {
    entries: () => kept,
    generations: (purpose) => kept.filter((entry) =>
      entry.purpose !== null && (purpose === undefined || entry.purpose === purpose)),
    waitFor: (test) => {
      const found = kept.find(test)
      if (found !== undefined) return Promise.resolve(found)
      return new Promise((resolve, reject) => waiting.push({ test, resolve, reject }))
    },
    clear: () => {
      kept = []
    },
    begin: (start) => {
      const entry: GeminiJournalEntry = {
        ...start,
        id: nextId++,
        model: null,
        purpose: null,
        body: null,
        firstByteAt: null,
        endedAt: null,
        chunks: 0,
        tokens: 0,
        status: null,
        ended: 'running',
      }
      kept.push(entry)
      if (kept.length > limit * 2) kept = kept.slice(-limit)
      return entry
    },
    changed,
    close: () => {
      for (const { reject } of waiting) reject(new Error('The emulator was closed.'))
      waiting = []
    },
  }
}
