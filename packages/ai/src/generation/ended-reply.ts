import type { Context } from '../context/build.ts'
import type { Draft } from './draft.ts'
import type { GenerationResult } from './generation.ts'
import type { ReplyPlan } from './reply-plan.ts'
import type { ReplyStore } from './reply-store.ts'

/** A reply that has been told to its end, for what follows it. */
export interface EndedReply extends ReplyPlan {
  chatId: string
  userId: bigint
  draft: Draft
  /** What the model was sent for it; null when it did not come to that. */
  context: Context | null
  store: ReplyStore
  result: GenerationResult
}
