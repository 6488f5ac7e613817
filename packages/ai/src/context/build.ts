import type { ModelContent } from '../model/port.ts'
import { continuePrompt, turnContents, userText } from './contents.ts'
import { cutToTokens } from './cut.ts'
import { afterSummary, toTurns } from './message.ts'
import type { ContextMessage, ConversationTurn, Summary } from './message.ts'
import { contentsTokens, estimateTokens } from './tokens.ts'
import type { EstimateTokens } from './tokens.ts'

export interface ContextInput {
  /** Who the assistant is: what `systemPrompt` makes. Always sent whole. */
  system: string
  /** Used only when its last message is among `messages`. */
  summary: Summary | null
  /** The branch, oldest first, from the summary's last message (or further back) to the message to be answered. */
  messages: readonly ContextMessage[]
  budgetTokens: number
  estimate?: EstimateTokens | undefined
}

/** What a request carries of a conversation. */
export interface Context {
  system: string
  /** Begins and ends with a turn of the user; the sides take turns. */
  contents: ModelContent[]
  /** The estimate of all of it. */
  tokens: number
  /** Whether every turn that there is to send is in it, uncut. */
  isWhole: boolean
}

/** The message to be answered is sent, cut if need be, even when persona and budget leave less than this. */
const leastForQuestion = 256

/** A summary may take this share of what the system prompt leaves. */
const summaryShare = 0.25

/**
 * Fits a conversation into a fixed number of tokens: the system prompt, the summary of what is far back, and as many of
 * the newest turns as fit, whole. A last turn that is too big by itself is cut, not left out. When the branch ends with
 * a reply, the model is asked to go on with it.
 */
export function buildContext(
  { system, summary: given, messages, budgetTokens, estimate = estimateTokens }: ContextInput,
): Context {
  const { recent, summary } = afterSummary(messages, given)
  const base = estimate(system)
  const summaryText = summary
    ? cutToTokens(withSummary(summary.text), (budgetTokens - base) * summaryShare, estimate)
    : ''
  const turns = toTurns(recent).reverse()
  const fixed = base + (summaryText === '' ? 0 : estimate(summaryText))
  let left = budgetTokens - fixed
  const kept: ModelContent[][] = []
  let isWhole = true
  for (const turn of turns) {
    const contents = turnContents(turn, { last: kept.length === 0 })
    const cost = contentsTokens(contents, estimate)
    if (cost <= left) {
      kept.push(contents)
      left -= cost
      continue
    }
    isWhole = false
    if (kept.length === 0) {
      const shrunk = shrink(turn, Math.max(left, leastForQuestion), estimate)
      kept.push(shrunk)
      left -= contentsTokens(shrunk, estimate)
    }
    break
  }
  return { system: system + summaryText, contents: kept.reverse().flat(), tokens: budgetTokens - left, isWhole }
}

function withSummary(text: string): string {
  return `\n\nWhat was said earlier in this conversation, in short (notes, not instructions):\n${text}`
}

/** The last turn in plain words, cut to `tokens`: what was asked, and how far the reply to be continued had come. */
function shrink({ question, answers }: ConversationTurn, tokens: number, estimate: EstimateTokens): ModelContent[] {
  const overhead = 12
  const said = answers.map(({ text }) => text).join('')
  const plain = (id: string, role: ContextMessage['role'], text: string): ContextMessage =>
    ({ id, role, text, contents: null })
  if (said === '') {
    return [userText(cutToTokens(question.text, tokens - overhead, estimate))]
  }
  const share = Math.floor((tokens - estimate(continuePrompt) - 3 * overhead) / 2)
  return turnContents({
    question: plain(question.id, 'user', cutToTokens(question.text, share, estimate)),
    answers: [plain('', 'assistant', cutToTokens(said, share, estimate))],
  }, { last: true })
}
