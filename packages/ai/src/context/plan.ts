import type { ModelContent } from '../model/port.ts'
import type { Context } from './build.ts'
import { turnContents } from './contents.ts'
import { afterSummary, toTurns } from './message.ts'
import type { ContextMessage, ConversationTurn, Summary } from './message.ts'
import { contentsTokens, estimateTokens } from './tokens.ts'
import type { EstimateTokens } from './tokens.ts'

/** What is to be folded into the summary now. */
export interface SummaryPlan {
  /** The summary so far, when it stands on this branch. */
  previous: Summary | null
  /** The messages to fold in, oldest first. */
  messages: ContextMessage[]
  /** The last message that the new summary will cover. */
  lastMessageId: string
}

/** The recent turns may take half of the budget; once they do, the oldest are folded until they take a quarter. */
const foldAbove = 0.5
const foldTo = 0.25

/**
 * Decides which turns a background summary folds in, or that none is due (null). The newest turn is never folded, and
 * what is folded at one time fits the budget itself, so a long backlog takes several goes.
 */
export function planSummary({ messages, summary, budgetTokens, estimate = estimateTokens }: {
  /** The branch, oldest first, as for `buildContext`, its last reply included. */
  messages: readonly ContextMessage[]
  summary: Summary | null
  budgetTokens: number
  estimate?: EstimateTokens | undefined
}): SummaryPlan | null {
  const { recent, summary: previous } = afterSummary(messages, summary)
  const turns = toTurns(recent).map((turn) => ({ turn, tokens: turnTokens(turn, estimate) }))
  let left = turns.reduce((sum, { tokens }) => sum + tokens, 0)
  if (left <= budgetTokens * foldAbove) return null
  const folded: ConversationTurn[] = []
  let taken = 0
  for (const { turn, tokens } of turns.slice(0, -1)) {
    if (left <= budgetTokens * foldTo || (folded.length > 0 && taken + tokens > budgetTokens * foldAbove)) break
    folded.push(turn)
    left -= tokens
    taken += tokens
  }
  const fold = folded.flatMap(({ question, answers }) => [question, ...answers])
  const last = fold.at(-1)
  return last ? { previous, messages: fold, lastMessageId: last.id } : null
}

/**
 * Whether no summary can be due after `reply` to what was sent, as far as that alone says: most conversations are
 * short, and need not be read again to know it.
 */
export function isFarFromFull(
  sent: Context,
  { reply, budgetTokens, estimate = estimateTokens }: {
    reply: readonly ModelContent[]
    budgetTokens: number
    estimate?: EstimateTokens | undefined
  },
): boolean {
  return sent.isWhole && sent.tokens + contentsTokens(reply, estimate) <= budgetTokens * foldAbove
}

function turnTokens(turn: ConversationTurn, estimate: EstimateTokens): number {
  return contentsTokens(turnContents(turn, { last: false }), estimate)
}
