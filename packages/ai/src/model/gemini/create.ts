import type { Model } from '../port.ts'
import type { GeminiOptions } from './ask.ts'
import { createAskGemini } from './ask.ts'
import { createToGemini } from './parameters.ts'

/** Gemini as a `Model`, in this thread. */
export function createGeminiModel(options: GeminiOptions): Model {
  const ask = createAskGemini(options)
  const toGemini = createToGemini()
  return { stream: (request, { signal }) => ask(toGemini(request), { signal }) }
}
