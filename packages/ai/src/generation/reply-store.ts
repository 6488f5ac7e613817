import { storeCheckpoint, storeHeartbeat, storeReplyEnd } from '@parley/db'
import type { Database, ReplyContent } from '@parley/db'
import { previewOf } from '../chat/preview.ts'
import { textOf } from '../events/fold.ts'
import { usageDay } from './add-usage.ts'
import type { DraftState } from './draft.ts'

/**
 * The row of a running reply, as the process that holds its lease writes it. What a write answers is whether the lease
 * was still held: without it nothing is written.
 */
export interface ReplyStore {
  checkpoint: (state: DraftState) => Promise<boolean>
  heartbeat: () => Promise<boolean>
  /** Stores the end, gives the lease back and counts what was used, all or nothing. */
  finish: (state: DraftState) => Promise<boolean>
}

export function createReplyStore(db: Database, { replyId, chatId, userId, ownerId, clock }: {
  replyId: string
  chatId: string
  userId: bigint
  ownerId: string
  clock: () => Date
}): ReplyStore {
  const held = { replyId, ownerId }

  return {
    checkpoint: (state) => storeCheckpoint(db, held, contentOf(state)),
    heartbeat: () => storeHeartbeat(db, held, clock()),
    finish: (state) => {
      const now = clock()
      const { status, failure, usage } = state
      // A reply without a word leaves the words of the message before it.
      const preview = previewOf(state.parts) || null
      const outcome = { ...contentOf(state), status, failure, usage, preview }
      return storeReplyEnd(db, held, { chatId, userId, now, day: usageDay(now), outcome })
    },
  }
}

function contentOf({ parts, contents, seq }: DraftState): ReplyContent {
  return { parts, contents, seq, text: textOf(parts) }
}
