import type { GenerationResult } from './generation.ts'

export interface AroundInput {
  chatId: string
  replyId: string
  /** The model's name. */
  model: string
  /** Of who asked for it. */
  requestId: string | undefined
}

/**
 * Runs a generation and gives what `run` gave. It is there for whoever traces: what it does around the call (an
 * `AsyncLocalStorage`, for example) holds for the model and tool calls of the reply, and `done` says how it ended.
 */
export type AroundGeneration = <Run extends { done: Promise<GenerationResult | null> }>(
  reply: AroundInput,
  run: () => Run,
) => Run
