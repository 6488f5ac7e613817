import type { EventLog } from '../events/event.ts'
import type { Draft, ReplyEnd } from './draft.ts'
import type { ReplyStore } from './reply-store.ts'
import type { GenerationResult } from './generation.ts'

/**
 * Stores how a reply ended, and only then tells it. A database that refuses for good (disk full, locked) gives an end
 * that says so; the row stays whole until that can be written, by us later or by a sweep: `running`, or, where only the
 * disk did not say that it keeps it, ended as it was to be.
 */
export async function storeEnd({ chatId, draft, end, log, store, retryMs, pause, onError }: {
  chatId: string
  draft: Draft
  end: ReplyEnd
  log: EventLog
  store: ReplyStore
  /** Pauses between the attempts, in milliseconds. */
  retryMs: readonly number[]
  pause: (ms: number) => Promise<void>
  onError: (error: unknown) => void
}): Promise<GenerationResult | null> {
  const tell = async (told: ReplyEnd): Promise<void> => {
    await log.append(chatId, draft.finish(told)).catch(onError)
  }

  for (let attempt = 0; ; attempt++) {
    try {
      const state = draft.state()
      if (!await store.finish({ ...state, ...end, seq: state.seq + 1 })) return null
      await tell(end)
      return { end, stored: true }
    } catch (error) {
      onError(error)
      const pauseMs = retryMs[attempt]
      if (pauseMs === undefined) break
      await pause(pauseMs)
    }
  }
  await tell(notStored)
  return { end: notStored, stored: false }
}

/** The end of a reply that the database does not take. */
export const notStored: ReplyEnd = { status: 'failed', failure: 'STORAGE' }
