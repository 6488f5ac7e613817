import { z } from 'zod'
import type { ModelToolCallPart, ModelToolResultPart } from '../model/port.ts'
import type { ToolPart } from '../tools/registry.ts'
import type { Tool } from '../tools/tool.ts'
import type { LoopEvent } from './event.ts'
import { executeTool } from './execute.ts'
import type { ExecuteOptions, ToolOutcome } from './execute.ts'

/** The tools of a run, by name. */
export type ToolSet = Readonly<Record<string, Tool>>

export interface RunToolsOptions extends ExecuteOptions {
  tools: ToolSet
  /** Calls past this many are answered with an error. */
  maxCalls: number
}

/**
 * Runs the calls of one turn side by side and returns a result for each, in the order of the calls. Unknown tools, bad
 * inputs, failures and limits are results like any other.
 */
export async function* runTools(
  calls: readonly ModelToolCallPart[],
  options: RunToolsOptions,
): AsyncGenerator<LoopEvent, ModelToolResultPart[]> {
  const over = new AbortController()
  const signal = AbortSignal.any([options.signal, over.signal])
  const results = new Map<number, unknown>()
  const running = new Map<number, Promise<Ended>>()
  try {
    for (const [index, call] of calls.entries()) {
      const prepared = prepare(call, index, options)
      if ('error' in prepared) {
        results.set(index, prepared)
        continue
      }
      const work = executeTool(prepared.tool, prepared.input, { ...options, signal })
      running.set(index, work.then((outcome) => ({ ...prepared, index, call, outcome })))
      yield { type: 'tool', part: toPart(call, prepared.input, { state: 'running' }) }
    }
    while (running.size > 0) {
      const { index, call, tool, input, outcome } = await Promise.race(running.values())
      running.delete(index)
      results.set(index, tell(tool, outcome))
      yield { type: 'tool', part: toPart(call, input, toState(outcome)) }
    }
  } finally {
    over.abort()
  }
  return calls.map(({ callId, name }, index) => ({ type: 'tool-result', callId, name, output: results.get(index) }))
}

interface Ended {
  index: number
  call: ModelToolCallPart
  tool: Tool
  input: unknown
  outcome: ToolOutcome
}

function prepare(
  call: ModelToolCallPart,
  index: number,
  { tools, maxCalls }: RunToolsOptions,
): { tool: Tool, input: unknown } | { error: string } {
  if (index >= maxCalls) return { error: `At most ${maxCalls} calls at a time: call again for the rest.` }
  const tool = Object.hasOwn(tools, call.name) ? tools[call.name] : undefined
  if (!tool) return { error: `There is no such tool. The tools are: ${Object.keys(tools).join(', ') || 'none'}.` }
  const parsed = tool.input.safeParse(call.input)
  if (!parsed.success) return { error: `Wrong input. ${z.prettifyError(parsed.error).slice(0, 500)}` }
  return { tool, input: parsed.data }
}

function tell(tool: Tool, outcome: ToolOutcome): unknown {
  if (!outcome.ok) return { error: outcome.error }
  return tool.tellModel ? tool.tellModel(outcome.output) : outcome.output
}

function toState(outcome: ToolOutcome): { state: 'done', output: unknown } | { state: 'failed', error: string } {
  return outcome.ok ? { state: 'done', output: outcome.output } : { state: 'failed', error: outcome.error }
}

/** The one place where the types of a tool are taken on trust: its own schema parsed the input, it made the output. */
function toPart(call: ModelToolCallPart, input: unknown, state: object): ToolPart {
  return { type: 'tool', name: call.name, callId: call.callId, input, ...state } as ToolPart
}
