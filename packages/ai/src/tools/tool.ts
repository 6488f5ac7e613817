import type { z } from 'zod'

/** What a tool may use besides its input. */
export interface ToolContext {
  /** Aborted when the reply is stopped or the tool's time is up. */
  signal: AbortSignal
  /** The user's language, an IETF tag such as `en` or `pt-br`. */
  language: string
  /** The units that the user reads weather in. */
  units: 'metric' | 'imperial'
  /** Where the user is, when they sent it with this message. Degrees. */
  location: { latitude: number, longitude: number } | undefined
}

/**
 * One thing that the model can call: one file, with its input's schema and a typed result. `execute` throws `ToolError`
 * with words for the model when it cannot answer.
 *
 * `execute` and `tellModel` are methods, so that a tool of one input stands where any tool is taken: who runs it has
 * parsed the input with the tool's own schema.
 */
export interface Tool<Input extends z.ZodType = z.ZodType, Output = unknown> {
  name: string
  /** When to call it, in words for the model. */
  description: string
  input: Input
  execute(input: z.output<Input>, context: ToolContext): Promise<Output>
  /** What the model is told of a result, as JSON, when that is less than the page shows; the whole when absent. */
  tellModel?(output: Output): unknown
}

/** Keeps the literal types of a tool, so that its result reaches the page by inference. */
export function defineTool<const Name extends string, Input extends z.ZodType, Output>(
  tool: Tool<Input, Output> & { name: Name },
): Tool<Input, Output> & { name: Name } {
  return tool
}

/** An ordinary failure (no such place, service down): the model is told `message` and goes on. */
export class ToolError extends Error {
  override readonly name = 'ToolError'
}
