import type { Model, ModelFinishReason, ModelPart, ModelRequest, ModelUsage } from '../model/port.ts'
import { ModelError } from '../model/port.ts'
import type { LoopEvent } from './event.ts'
import { retryDelay } from './retry.ts'
import type { RetryPolicy } from './retry.ts'
import type { Sleep } from './sleep.ts'

/** What one call of the model came to. `cut`: the stream closed without a finish reason. */
export interface Turn {
  parts: ModelPart[]
  end:
    | { type: 'finished', reason: ModelFinishReason }
    | { type: 'fault', error: ModelError }
    | { type: 'cut' }
    | { type: 'stopped' }
}

export interface TurnOptions {
  model: Model
  signal: AbortSignal
  retry: RetryPolicy
  sleep: Sleep
  now: () => number
  random: () => number
}

/** Calls the model, again and again as the policy allows, until it begins to answer; then reads that answer. */
export async function* runTurn(request: ModelRequest, options: TurnOptions): AsyncGenerator<LoopEvent, Turn> {
  const startedAt = options.now()
  for (let attempt = 1; ; attempt++) {
    const turn = yield* callModel(request, options)
    if (turn.end.type !== 'fault' || turn.parts.length > 0) return turn
    const { error } = turn.end
    const elapsedMs = options.now() - startedAt
    const delayMs = retryDelay(options.retry, { error, attempt, elapsedMs, random: options.random })
    if (delayMs === null) return turn
    yield { type: 'retrying', attempt: attempt + 1, delayMs }
    await options.sleep(delayMs, options.signal).catch(() => undefined)
    if (options.signal.aborted) return { parts: [], end: { type: 'stopped' } }
  }
}

async function* callModel(
  request: ModelRequest,
  { model, signal }: TurnOptions,
): AsyncGenerator<LoopEvent, Turn> {
  const parts: ModelPart[] = []
  let end: Turn['end'] = { type: 'cut' }
  let usage: ModelUsage | undefined
  try {
    for await (const chunk of model.stream(request, { signal })) {
      if (signal.aborted) break
      if (chunk.type === 'usage') usage = chunk.usage
      if (chunk.type === 'finish') end = { type: 'finished', reason: chunk.reason }
      if (chunk.type !== 'part') continue
      addPart(parts, chunk.part)
      if (chunk.part.type === 'text' && chunk.part.text !== '') yield { type: 'text', text: chunk.part.text }
    }
  } catch (error) {
    if (!signal.aborted && !(error instanceof ModelError)) throw error
    if (error instanceof ModelError) end = { type: 'fault', error }
  }
  if (signal.aborted && end.type !== 'finished') end = { type: 'stopped' }
  if (usage) yield { type: 'usage', usage }
  return { parts, end }
}

/** Pieces of plain text become one part; a part with provider data stays as it came, or its signature would not fit. */
function addPart(parts: ModelPart[], part: ModelPart): void {
  const last = parts.at(-1)
  const plain = (part.type === 'text' || part.type === 'thought') && !part.providerData
  if (plain && last?.type === part.type && !last.providerData) last.text += part.text
  else if (!plain || part.text !== '') parts.push({ ...part })
}
