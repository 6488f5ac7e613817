/** One request, as it went. Times are milliseconds since the epoch. */
export interface WeatherJournalEntry {
  id: number
  endpoint: string
  /** The query, with the key blanked out. */
  query: Record<string, unknown>
  startedAt: number
  endedAt: number | null
  status: number | null
  /** `aborted`: the client closed the connection before the answer. `faulted`: the emulator did. */
  ended: 'running' | 'finished' | 'aborted' | 'faulted'
}

/** The last requests, oldest first. */
export interface WeatherJournal {
  entries: () => readonly WeatherJournalEntry[]
  clear: () => void
}

export interface WeatherJournalWriter extends WeatherJournal {
  begin: (entry: Pick<WeatherJournalEntry, 'endpoint' | 'query' | 'startedAt'>) => WeatherJournalEntry
}

/** Keeps at least the last `limit` requests, at most twice as many. */
export function createWeatherJournal(limit: number): WeatherJournalWriter {
  let kept: WeatherJournalEntry[] = []
  let nextId = 1
  return {
    entries: () => kept,
    clear: () => {
      kept = []
    },
    begin: (start) => {
      const query = { ...start.query, ...(start.query['key'] !== undefined && { key: '…' }) }
      const entry: WeatherJournalEntry = { ...start, query, id: nextId++, endedAt: null, status: null, ended: 'running' }
      kept.push(entry)
      if (kept.length > limit * 2) kept = kept.slice(-limit)
      return entry
    },
  }
}
