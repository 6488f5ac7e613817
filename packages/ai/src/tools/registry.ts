import type { z } from 'zod'
import type { Tool } from './tool.ts'
import type { WeatherProvider } from './weather/provider.ts'
import { createWeatherTool } from './weather/tool.ts'

/** Makes the tools that the assistant has, by their `name`. A new tool is one more line here. */
export function createTools({ weather }: { weather: WeatherProvider }) {
  return {
    get_weather: createWeatherTool(weather),
  } satisfies Record<string, Tool>
}

export type Tools = ReturnType<typeof createTools>

/** How a call of one tool is shown. */
type PartOf<Name extends string, T> = T extends Tool<infer Input, infer Output>
  ? { type: 'tool', name: Name, callId: string, input: z.output<Input> } & (
    | { state: 'running' }
    | { state: 'done', output: Output }
    | { state: 'failed', error: string }
  )
  : never

/** A tool call as it is shown; switch over `name`, then `state`, and the output has its type. */
export type ToolPart = { [Name in keyof Tools]: PartOf<Name, Tools[Name]> }[keyof Tools]
