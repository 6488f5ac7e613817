import { expectTypeOf, test } from 'vitest'
import type { WeatherReport } from './weather/report.ts'
import type { ToolPart } from './registry.ts'
import { defineTool } from './tool.ts'
import { weatherInput } from './weather/input.ts'

test('the type of a tool\'s result reaches whoever shows it', () => {
  const show = (part: ToolPart): void => {
    if (part.name !== 'get_weather') return
    expectTypeOf(part.input.place).toEqualTypeOf<string | undefined>()
    if (part.state === 'done') expectTypeOf(part.output).toEqualTypeOf<WeatherReport>()
    // @ts-expect-error There is no output before the end.
    if (part.state === 'running') void part.output
    if (part.state === 'failed') expectTypeOf(part.error).toEqualTypeOf<string>()
  }
  expectTypeOf(show).parameter(0).toEqualTypeOf<ToolPart>()
})

test('an input that the schema does not give is refused', () => {
  defineTool({
    name: 'echo',
    description: 'Echoes.',
    input: weatherInput,
    // @ts-expect-error The schema gives no `text`.
    execute: async ({ text }) => text,
  })
})
