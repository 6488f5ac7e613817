import type { Updates } from './updates.ts'

/** What Telegram keeps of one bot. */
export interface BotAccount {
  id: number
  username: string
  /** By language, '' for all others. */
  commands: Map<string, unknown>
  menuButton: unknown
  updates: Updates
  nextMessageId: number
  /** Ends the `getUpdates` that is waiting: a newer one takes its place. */
  conflict: AbortController
}
