import type { ModelErrorKind, ModelPart } from '../model/port.ts'
import type { ReplyFailure } from '../chat/message.ts'
import type { LoopEnd } from './event.ts'
import type { StopCondition } from './stop.ts'
import type { Turn } from './turn.ts'

const failures: Record<ModelErrorKind, ReplyFailure> = {
  busy: 'MODEL_BUSY',
  unavailable: 'MODEL_UNAVAILABLE',
  timeout: 'MODEL_TIMEOUT',
  rejected: 'MODEL_REJECTED',
}

const truncated: LoopEnd = { status: 'interrupted', failure: 'TRUNCATED' }

/** What has happened before and around a turn. */
export interface TurnCircumstances {
  /** Tool calls in the turn. */
  calls: number
  /** Rounds of tools before it. */
  rounds: number
  stopWhen: readonly StopCondition[]
  stopped: boolean
}

/**
 * How the reply ends with this turn, or null when it goes on with the tools that the turn asks for.
 *
 * A stream that breaks off after its first part is `interrupted`, whether it closed quietly, was dropped or ended in
 * the provider's own 5xx; one that says why (over quota, refused, silent for too long) is `failed` with that reason.
 */
export function endOf(turn: Turn, { calls, rounds, stopWhen, stopped }: TurnCircumstances): LoopEnd | null {
  switch (turn.end.type) {
    case 'stopped':
      return { status: 'stopped', failure: null }
    case 'cut':
      return truncated
    case 'fault': {
      const { kind } = turn.end.error
      if (kind === 'unavailable' && turn.parts.length > 0) return truncated
      return { status: 'failed', failure: failures[kind] }
    }
    case 'finished':
      break
  }
  switch (turn.end.reason) {
    case 'max-tokens':
      return { status: 'done', failure: 'MAX_TOKENS' }
    case 'blocked-prompt':
      return { status: 'failed', failure: 'PROMPT_BLOCKED' }
    case 'blocked-reply':
      return { status: 'failed', failure: 'REPLY_BLOCKED' }
    case 'malformed-call':
      return { status: 'failed', failure: 'MALFORMED_CALL' }
    case 'stop':
    case 'other':
      break
  }
  if (calls > 0 && stopped) return { status: 'stopped', failure: null }
  if (calls > 0) {
    return stopWhen.some((condition) => condition({ rounds })) ? { status: 'done', failure: 'TOO_MANY_ROUNDS' } : null
  }
  // Not a word and no tool before it: that is no answer, and a bubble with nothing in it would not say so.
  const answered = rounds > 0 || hasText(turn.parts)
  return answered ? { status: 'done', failure: null } : { status: 'failed', failure: 'MODEL_UNAVAILABLE' }
}

/** What can be sent back of a turn whose calls were not run: its words, if there are any. */
export function keepable(parts: readonly ModelPart[]): ModelPart[] {
  return hasText(parts) ? parts.filter(({ type }) => type === 'text' || type === 'thought') : []
}

function hasText(parts: readonly ModelPart[]): boolean {
  return parts.some((part) => part.type === 'text' && part.text !== '')
}
