import type { MessagePart, ReplyFailure, ReplyStatus } from '../chat/message.ts'
import type { ReplyEvent } from './event.ts'

/** What reply events change of a message. */
export interface ReplyState {
  parts: MessagePart[]
  seq: number
  status: ReplyStatus
  failure: ReplyFailure | null
}

/**
 * The reply after `event`; the same object when the event is in it already. Nothing is changed in place: parts that
 * stay are shared.
 */
export function foldReply<State extends ReplyState>(state: State, event: ReplyEvent): State {
  if (event.seq <= state.seq) return state
  switch (event.type) {
    case 'delta': return { ...state, seq: event.seq, parts: appendText(state.parts, event.index, event.text) }
    case 'part': return { ...state, seq: event.seq, parts: withPart(state.parts, event.index, event.part) }
    case 'retrying': return { ...state, seq: event.seq }
    case 'finish': return { ...state, seq: event.seq, status: event.status, failure: event.failure }
  }
}

/** The parts with `text` at the end of the text part at `index`, which is made if it is not there. */
export function appendText(parts: readonly MessagePart[], index: number, text: string): MessagePart[] {
  const old = parts[index]
  return withPart(parts, index, { type: 'text', text: old?.type === 'text' ? old.text + text : text })
}

/** The parts with `part` at `index`. */
export function withPart(parts: readonly MessagePart[], index: number, part: MessagePart): MessagePart[] {
  const next = [...parts]
  next[index] = part
  return next
}

/** The plain text of the parts, as search and previews see it. */
export function textOf(parts: readonly MessagePart[]): string {
  return parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n\n')
}
