import type { Model, ModelContent, ModelRequest } from '../model/port.ts'
import type { ToolContext } from '../tools/tool.ts'
import { endOf, keepable } from './end.ts'
import type { LoopEvent } from './event.ts'
import { defaultRetryPolicy } from './retry.ts'
import type { RetryPolicy } from './retry.ts'
import { sleep } from './sleep.ts'
import type { Sleep } from './sleep.ts'
import { roundsReach } from './stop.ts'
import type { StopCondition } from './stop.ts'
import { runTools } from './tools.ts'
import type { ToolSet } from './tools.ts'
import { runTurn } from './turn.ts'

export interface LoopOptions {
  model: Model
  request: Omit<ModelRequest, 'tools'>
  /** By name: what `createTools` gives. */
  tools: ToolSet
  toolContext: Omit<ToolContext, 'signal'>
  /** Aborted when the reply is to stop. */
  signal: AbortSignal
  /** Told of what should not happen: a tool that threw, a defect. The reply goes on or ends, but does not throw. */
  onError?: ((error: unknown) => void) | undefined
  /** Any of them ends the run; eight rounds of tools when absent. */
  stopWhen?: readonly StopCondition[] | undefined
  retry?: RetryPolicy | undefined
  /** Calls that run side by side in one round. */
  maxCalls?: number | undefined
  toolTimeoutMs?: number | undefined
  sleep?: Sleep | undefined
  /** Milliseconds, of any origin. */
  now?: (() => number) | undefined
  random?: (() => number) | undefined
}

/**
 * Asks the model, runs the tools that it asks for and asks again, until it has answered, a predicate of `stopWhen`
 * holds, or something breaks. Never throws. The contents that it tells, appended to the request's own, are always fit
 * to be sent back: a turn that is not whole loses its calls, and every call that is kept has its result.
 */
export async function* runLoop(options: LoopOptions): AsyncGenerator<LoopEvent, void> {
  try {
    yield* rounds(options)
  } catch (error) {
    options.onError?.(error)
    yield { type: 'end', status: 'failed', failure: 'INTERNAL' }
  }
}

async function* rounds(options: LoopOptions): AsyncGenerator<LoopEvent, void> {
  const { model, signal, tools, toolContext, onError = () => undefined } = options
  const { stopWhen = [roundsReach(8)], maxCalls = 8, toolTimeoutMs = 8_000 } = options
  const shell = { sleep: options.sleep ?? sleep, now: options.now ?? Date.now, random: options.random ?? Math.random }
  const turnOptions = { model, signal, retry: options.retry ?? defaultRetryPolicy, ...shell }
  const toolOptions = { tools, context: toolContext, signal, maxCalls, timeoutMs: toolTimeoutMs, onError, ...shell }
  const contents = [...options.request.contents]

  for (let round = 0; ; round++) {
    const turn = yield* runTurn({ ...options.request, contents, tools: Object.values(tools) }, turnOptions)
    const calls = turn.parts.filter((part) => part.type === 'tool-call')
    const end = endOf(turn, { calls: calls.length, rounds: round, stopWhen, stopped: signal.aborted })
    if (end) {
      const kept = keepable(turn.parts)
      if (kept.length > 0) yield { type: 'content', content: { role: 'model', parts: kept } }
      yield { type: 'end', ...end }
      return
    }
    const asked: ModelContent = { role: 'model', parts: turn.parts }
    yield { type: 'content', content: asked }
    const answered: ModelContent = { role: 'user', parts: yield* runTools(calls, toolOptions) }
    yield { type: 'content', content: answered }
    contents.push(asked, answered)
    if (signal.aborted) {
      yield { type: 'end', status: 'stopped', failure: null }
      return
    }
  }
}
