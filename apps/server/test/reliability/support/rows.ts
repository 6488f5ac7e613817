import { DatabaseSync } from 'node:sqlite'

/** A message as it stands in the file. */
export interface Row {
  id: string
  chatId: string
  parentId: string | null
  role: string
  status: string
  failure: string | null
  text: string
  parts: string
  seq: number
}

export interface FileState {
  /** What `PRAGMA integrity_check` and `foreign_key_check` found wrong. */
  defects: unknown[]
  messages: Map<string, Row>
  /** The replies that hold a lease. */
  leases: string[]
}

/**
 * Reads a SQLite file that other processes may have open. Not this process: closing the file would take away the locks
 * of another copy of SQLite in it. https://www.sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_
 */
export function readFile(path: string): FileState {
  const file = new DatabaseSync(path, { timeout: 10_000 })
  const all = (sql: string) => file.prepare(sql).all()
  try {
    const integrity = all('PRAGMA integrity_check').filter((row) => row['integrity_check'] !== 'ok')
    const orphans = all('PRAGMA foreign_key_check')
    const rows = all('SELECT id, chatId, parentId, role, status, failure, text, parts, seq FROM Message')
    const leases = all('SELECT replyId FROM Generation')
    return {
      defects: [...integrity, ...orphans],
      // node:sqlite knows no types of rows; these are the columns just named.
      messages: new Map((rows as unknown as Row[]).map((row) => [row.id, { ...row }])),
      leases: leases.map((row) => String(row['replyId'])),
    }
  } finally {
    file.close()
  }
}
