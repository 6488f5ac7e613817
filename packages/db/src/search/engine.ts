import type { Database } from '../database.ts'
import type { SearchEngine } from './port.ts'
import { postgresSearch } from './postgres.ts'
import { sqliteSearch } from './sqlite.ts'

const engines: Record<Database['provider'], SearchEngine> = { sqlite: sqliteSearch, postgresql: postgresSearch }

/** The full-text engine of a database. */
export function engineOf(db: Database): SearchEngine {
  return engines[db.provider]
}
