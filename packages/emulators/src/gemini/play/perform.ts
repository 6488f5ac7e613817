import type { Reply } from '../brain/reply.ts'
import type { Fault } from '../control/rule.ts'
import type { ApiError } from '../wire/api-error.ts'
import { serviceFault } from '../wire/api-error.ts'
import type { ChunkPart, Envelope } from './chunk.ts'
import { createCounter } from './chunk.ts'
import type { Piece } from './pieces.ts'
import { pieces } from './pieces.ts'

/** What happens on the wire, one thing after the other. A `chunk` costs the time of its tokens. */
export type Step
  = | { type: 'chunk', chunk: object, tokens: number }
    | { type: 'wait', ms: number }
    | { type: 'hang' }
    | { type: 'drop' }
    | { type: 'garbage' }
    | { type: 'fail', error: ApiError }

export interface Performance {
  reply: Reply
  fault: Fault | undefined
  envelope: Envelope
  /** Whether thoughts are shown; they are counted anyway. */
  includeThoughts: boolean
  maxOutputTokens: number
  tokensPerChunk: number
  newId: () => string
}

/** Turns a reply and a fault into steps, lazily. Pure but for `newId`. */
export function* perform(performance: Performance): Generator<Step> {
  const { reply, fault, envelope, includeThoughts, maxOutputTokens, tokensPerChunk } = performance
  const counter = createCounter(envelope)
  if (fault?.kind === 'blocked') {
    yield { type: 'chunk', chunk: counter.blocked(fault.reason), tokens: 0 }
    return
  }
  let strikeAt = fault !== undefined && 'after' in fault ? fault.after : Infinity
  let streamed = 0
  let held: { part: ChunkPart, tokens: number } | null = null

  function* flush(): Generator<Step> {
    if (held !== null) yield { type: 'chunk', chunk: counter.chunk([held.part]), tokens: held.tokens }
    held = null
  }
  /** Yields what the fault does. True when nothing comes after it. */
  function* strike(): Generator<Step, boolean> {
    yield* flush()
    strikeAt = Infinity
    if (fault === undefined) return false
    yield* faultSteps(fault, (reason) => counter.last([], reason))
    return !(fault.kind === 'stall' && fault.ms !== undefined)
  }

  for (const piece of pieces(reply, performance.newId)) {
    if (counter.total() >= maxOutputTokens) {
      yield* flush()
      yield { type: 'chunk', chunk: counter.last([], 'MAX_TOKENS'), tokens: 0 }
      return
    }
    if (streamed === strikeAt && (yield* strike())) return
    counter.add(piece.type === 'thought' ? 'thoughts' : 'candidates')
    if (piece.type === 'thought' && !includeThoughts) continue
    streamed++
    if (held !== null && !joins(held.part, piece)) yield* flush()
    held = held === null ? { part: { ...piece.part }, tokens: 1 } : join(held, piece)
    if (held.tokens >= tokensPerChunk || piece.type === 'call') yield* flush()
  }
  if (strikeAt < Infinity && (yield* strike())) return
  yield* flush()
  const { parts, finishReason } = closing(reply, counter.signature())
  yield { type: 'chunk', chunk: counter.last(parts, finishReason), tokens: 0 }
}

function* faultSteps(fault: Fault, last: (reason: string) => object): Generator<Step> {
  if (fault.kind === 'drop') yield { type: 'drop' }
  if (fault.kind === 'error') yield { type: 'fail', error: serviceFault(fault.status) }
  if (fault.kind === 'garbage') yield { type: 'garbage' }
  if (fault.kind === 'finish') yield { type: 'chunk', chunk: last(fault.reason), tokens: 0 }
  if (fault.kind === 'stall') yield fault.ms === undefined ? { type: 'hang' } : { type: 'wait', ms: fault.ms }
}

function joins(part: ChunkPart, piece: Piece): boolean {
  return piece.type !== 'call' && part.functionCall === undefined && (part.thought === true) === (piece.type === 'thought')
}

function join(held: { part: ChunkPart, tokens: number }, piece: Piece): { part: ChunkPart, tokens: number } {
  return { part: { ...held.part, text: `${held.part.text ?? ''}${piece.part.text ?? ''}` }, tokens: held.tokens + 1 }
}

/** A text ends with an empty part that carries its signature, as Gemini 3 streams it; a call carries its own. */
function closing(reply: Reply, signature: string): { parts: ChunkPart[], finishReason: string } {
  const finishReason = reply.finishReason ?? 'STOP'
  const end = reply.parts.at(-1)
  if (end === undefined) return { parts: [], finishReason }
  return { parts: [end.type === 'text' ? { text: '', thoughtSignature: signature } : { text: '' }], finishReason }
}
