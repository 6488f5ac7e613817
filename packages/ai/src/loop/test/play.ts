import { userText } from '../../context/contents.ts'
import type { Model, ModelContent } from '../../model/port.ts'
import { createTools } from '../../tools/registry.ts'
import type { ToolPart } from '../../tools/registry.ts'
import type { LoopEnd, LoopEvent } from '../event.ts'
import { runLoop } from '../run.ts'
import type { LoopOptions } from '../run.ts'
import { someWeather } from './weather.ts'

/** What a run told, sorted by kind. */
export interface Played {
  events: LoopEvent[]
  text: string
  tools: ToolPart[]
  contents: ModelContent[]
  delays: number[]
  end: LoopEnd
}

/** Runs the loop on `prompt` to its end. Delays are over at once, unless `sleep` is given. */
export async function play(
  model: Model,
  { prompt = 'Hello', onEvent, ...options }:
  Partial<LoopOptions> & { prompt?: string, onEvent?: (event: LoopEvent) => void } = {},
): Promise<Played> {
  const events: LoopEvent[] = []
  const run = runLoop({
    model,
    request: { model: 'gemini-3.8-flash', system: 'Be brief.', contents: [userText(prompt)] },
    tools: createTools({ weather: someWeather }),
    toolContext: { language: 'en', units: 'metric', location: undefined },
    signal: new AbortController().signal,
    sleep: (ms, signal) => ms === 8_000 ? untilAborted(signal) : Promise.resolve(),
    now: () => 0,
    random: () => 0.5,
    ...options,
  })
  for await (const event of run) {
    events.push(event)
    onEvent?.(event)
  }
  const last = events.at(-1)
  if (last?.type !== 'end') throw new Error('The run told no end.')
  return {
    events,
    text: events.map((event) => event.type === 'text' ? event.text : '').join(''),
    tools: events.flatMap((event) => event.type === 'tool' ? [event.part] : []),
    contents: events.flatMap((event) => event.type === 'content' ? [event.content] : []),
    delays: events.flatMap((event) => event.type === 'retrying' ? [event.delayMs] : []),
    end: { status: last.status, failure: last.failure },
  }
}

/** The time of a tool is never up, unless a test says so. */
function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)))
}
