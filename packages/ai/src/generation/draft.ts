import type { MessagePart, ReplyFailure, ReplyStatus } from '../chat/message.ts'
import type { ReplyEvent } from '../events/event.ts'
import { foldReply } from '../events/fold.ts'
import type { ReplyState } from '../events/fold.ts'
import type { ModelContent, ModelUsage } from '../model/port.ts'
import type { ToolPart } from '../tools/registry.ts'
import { closedContents, joined } from './contents.ts'
import { wellFormed, wellFormedJson, wholeLength } from './well-formed.ts'

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never
type Step = DistributiveOmit<ReplyEvent, 'replyId' | 'seq'>

/** How a reply ends. */
export interface ReplyEnd {
  status: Exclude<ReplyStatus, 'running'>
  failure: ReplyFailure | null
}

/** What a reply is made of so far, as it is stored. */
export interface DraftState extends ReplyState {
  contents: ModelContent[]
  usage: ModelUsage
}

/**
 * A reply that grows. Whatever changes what is shown gives an event with the next number, so that the events, folded,
 * are the draft. Text waits until `flush`, for several deltas to go as one.
 */
export interface Draft {
  text: (text: string) => void
  flush: () => ReplyEvent[]
  tool: (part: ToolPart) => ReplyEvent[]
  retrying: (attempt: number, delayMs: number) => ReplyEvent[]
  /** A whole turn; its text is told first, so that a stored turn is never ahead of what is shown. */
  content: (content: ModelContent) => ReplyEvent[]
  usage: (usage: ModelUsage) => void
  /** Tells what is pending, and ends the tool calls that still run. */
  settle: () => ReplyEvent[]
  /** The last event: nothing comes after it. */
  finish: (end: ReplyEnd) => ReplyEvent
  /** What has been told by events, never more. */
  state: () => DraftState
}

/** A draft that starts with what the reply `replyId` shows already: nothing, or what it goes on from. */
export function createDraft(replyId: string, start: { parts: MessagePart[], contents: ModelContent[] }): Draft {
  let reply: ReplyState = { parts: start.parts, seq: 0, status: 'running', failure: null }
  let contents = start.contents
  let usage: ModelUsage = { promptTokens: 0, replyTokens: 0, thinkingTokens: 0 }
  let pending = ''
  /** Text of the turn that has not come as `content` yet. */
  let openText = ''

  function emit(step: Step): ReplyEvent {
    const event: ReplyEvent = { ...step, replyId, seq: reply.seq + 1 }
    reply = foldReply(reply, event)
    return event
  }

  function emitText(length: number): ReplyEvent[] {
    const text = wellFormed(pending.slice(0, length))
    pending = pending.slice(length)
    if (text === '') return []
    openText += text
    const last = reply.parts.length - 1
    return [emit({ type: 'delta', index: reply.parts[last]?.type === 'text' ? last : last + 1, text })]
  }

  const flushAll = (): ReplyEvent[] => emitText(pending.length)

  return {
    text: (text) => {
      pending += text
    },
    flush: () => emitText(wholeLength(pending)),
    tool: (part) => {
      const events = flushAll()
      const running = reply.parts.findIndex((shown) =>
        shown.type === 'tool' && shown.callId === part.callId && shown.state === 'running')
      const index = running === -1 ? reply.parts.length : running
      return [...events, emit({ type: 'part', index, part: wellFormedJson(part) })]
    },
    retrying: (attempt, delayMs) => [...flushAll(), emit({ type: 'retrying', attempt, delayMs })],
    content: (content) => {
      const events = flushAll()
      contents = joined(contents, wellFormedJson(content))
      if (content.role === 'model') openText = ''
      return events
    },
    usage: (more) => {
      usage = {
        promptTokens: usage.promptTokens + more.promptTokens,
        replyTokens: usage.replyTokens + more.replyTokens,
        thinkingTokens: usage.thinkingTokens + more.thinkingTokens,
      }
    },
    settle: () => [
      ...flushAll(),
      ...abandonTools(reply.parts).map(({ index, part }) => emit({ type: 'part', index, part })),
    ],
    finish: ({ status, failure }) => emit({ type: 'finish', status, failure }),
    state: () => ({ ...reply, contents: closedContents(contents, openText), usage }),
  }
}

/** Tool calls that still run when their reply ends, as failed ones. */
export function abandonTools(parts: readonly MessagePart[]): { index: number, part: MessagePart }[] {
  return parts.flatMap((part, index) => (part.type === 'tool' && part.state === 'running'
    ? [{ index, part: { ...part, state: 'failed' as const, error: 'The reply ended before the answer came.' } }]
    : []))
}
