import type { ReplyEnd } from './draft.ts'

/**
 * Why a generation is ended before it has ended by itself. `lost`: its lease or its rows are gone. `unstored`: the disk
 * does not keep its rows.
 */
export type AbortReason = 'stopped' | 'closing' | 'lost' | 'unstored'

export interface GenerationResult {
  end: ReplyEnd
  /** False when the database did not take it. */
  stored: boolean
}

export interface Generation {
  chatId: string
  abort: (reason: AbortReason) => void
  /** Resolves, and never rejects, when the end is told; null when the lease was lost. */
  done: Promise<GenerationResult | null>
}
