import type { ReplyFailure, ReplyStatus } from '../chat/message.ts'
import type { ModelContent, ModelUsage } from '../model/port.ts'
import type { ToolPart } from '../tools/registry.ts'

/** How a run of the tool loop ended. */
export interface LoopEnd {
  status: Exclude<ReplyStatus, 'running'>
  failure: ReplyFailure | null
}

/**
 * What a run of the tool loop tells, in order. Exactly one `end` comes last, whatever happens: faults, stops and an
 * aborted signal are results, not exceptions.
 */
export type LoopEvent
  = | { type: 'text', text: string }
  /** A known tool with a valid input starts (`running`) or ends (`done`, `failed`); matched by `callId`. */
    | { type: 'tool', part: ToolPart }
    | { type: 'retrying', attempt: number, delayMs: number }
  /** A whole turn, the model's or the tools', to be stored and sent back verbatim; at an early end what came of it. */
    | { type: 'content', content: ModelContent }
  /** What one call of the model used, told once it is over: a reply's usage is the sum of these. */
    | { type: 'usage', usage: ModelUsage }
    | { type: 'end' } & LoopEnd
