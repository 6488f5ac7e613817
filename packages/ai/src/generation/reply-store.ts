import { storeReplyEnd } from '@parley/db'
import type { Database, ReplyContent } from '@parley/db'
import { previewOf } from '../chat/preview.ts'
import { textOf } from '../events/fold.ts'
import { usageDay } from './add-usage.ts'
import type { DraftState } from './draft.ts'

/** The row of a running reply, as the process that holds its lease ends it. */
export interface ReplyStore {
  /**
   * Stores the end, gives the lease back and counts what was used, all or nothing. Resolves to whether the lease was
   * still held: without it nothing is written.
   */
  finish: (state: DraftState) => Promise<boolean>
}

export function createReplyStore(db: Database, { replyId, chatId, userId, ownerId, clock }: {
  replyId: string
  chatId: string
  userId: bigint
  ownerId: string
  clock: () => Date
}): ReplyStore {
  return {
    finish: (state) => {
      const now = clock()
      const { status, failure, usage } = state
      // A reply without a word leaves the words of the message before it.
      const preview = previewOf(state.parts) || null
      const outcome = { ...contentOf(state), status, failure, usage, preview }
      return storeReplyEnd(db, { replyId, ownerId }, { chatId, userId, now, day: usageDay(now), outcome })
    },
  }
}

/** What a reply is made of, as its row has it. */
export function contentOf({ parts, contents, seq }: DraftState): ReplyContent {
  return { parts, contents, seq, text: textOf(parts) }
}
