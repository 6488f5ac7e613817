import type { ToolSet } from '@parley/ai'
import type { Metrics } from './metrics.ts'

/** The tools, with their time measured. A place that does not exist is a failure too: the tool had no answer. */
export function meterTools(tools: ToolSet, { toolSeconds }: Pick<Metrics, 'toolSeconds'>): ToolSet {
  return Object.fromEntries(Object.entries(tools).map(([name, tool]) => [name, {
    ...tool,
    execute: async (input: unknown, context: Parameters<typeof tool.execute>[1]) => {
      const end = toolSeconds.startTimer({ tool: name })
      try {
        const output = await tool.execute(input, context)
        end({ outcome: 'done' })
        return output
      } catch (error) {
        end({ outcome: context.signal.aborted ? 'aborted' : 'failed' })
        throw error
      }
    },
  }]))
}
