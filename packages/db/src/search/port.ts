import type { Database, Transaction } from '../database.ts'
import type { Wanted } from './tokens.ts'

/** A message as it stands in the index. */
export interface Entry {
  /** Orders the messages by time. */
  place: bigint
  messageId: string
  /** Already marked with the user's own prefix. */
  tokens: string[]
}

export interface Candidates {
  userId: bigint
  /** All of them are to be there. */
  wanted: Wanted[]
  /** Only entries before that place. */
  before: bigint
  limit: number
}

/** What differs between the full-text engines. */
export interface SearchEngine {
  insert: (tx: Transaction, entries: Entry[]) => Promise<unknown>
  /** The newest entries first, of chats of the user that are not deleted. `place` is in decimal digits. */
  find: (db: Database, candidates: Candidates) => Promise<{ place: string, messageId: string }[]>
}
