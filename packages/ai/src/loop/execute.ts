import { ToolError } from '../tools/tool.ts'
import type { Tool, ToolContext } from '../tools/tool.ts'
import type { Sleep } from './sleep.ts'

/** What one tool call came to. `error` is in words for the model. */
export type ToolOutcome = { ok: true, output: unknown } | { ok: false, error: string }

export interface ExecuteOptions {
  context: Omit<ToolContext, 'signal'>
  signal: AbortSignal
  timeoutMs: number
  sleep: Sleep
  /** Told of what a tool threw that is no `ToolError`. */
  onError: (error: unknown) => void
}

/** Runs one tool, for `timeoutMs` at the most. Never throws, and waits for no tool that ignores its signal. */
export async function executeTool(tool: Tool, input: unknown, options: ExecuteOptions): Promise<ToolOutcome> {
  const over = new AbortController()
  const signal = AbortSignal.any([options.signal, over.signal])
  const timeUp = options.sleep(options.timeoutMs, signal).then(
    (): ToolOutcome => ({ ok: false, error: `The tool did not answer within ${options.timeoutMs / 1000} s.` }),
    (): ToolOutcome => stopped,
  )
  try {
    return await Promise.race([attempt(tool, input, { ...options.context, signal }, options), timeUp])
  } finally {
    over.abort()
  }
}

const stopped: ToolOutcome = { ok: false, error: 'The user stopped the reply.' }

async function attempt(
  tool: Tool,
  input: unknown,
  context: ToolContext,
  options: ExecuteOptions,
): Promise<ToolOutcome> {
  try {
    return { ok: true, output: await tool.execute(input, context) }
  } catch (error) {
    if (error instanceof ToolError) return { ok: false, error: error.message }
    if (context.signal.aborted) return stopped
    options.onError(error)
    return { ok: false, error: 'The tool failed.' }
  }
}
