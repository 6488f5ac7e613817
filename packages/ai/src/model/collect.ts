import type { Model, ModelRequest, ModelUsage } from './port.ts'
import { ModelError } from './port.ts'

/** A whole answer, without tools and without showing it as it grows: for titles and summaries. Throws `ModelError`. */
export async function collectText(
  model: Model,
  request: Omit<ModelRequest, 'tools'>,
  options: { signal: AbortSignal },
): Promise<{ text: string, usage: ModelUsage | null }> {
  let text = ''
  let usage: ModelUsage | null = null
  let finished = false
  for await (const chunk of model.stream({ ...request, tools: [] }, options)) {
    if (chunk.type === 'part' && chunk.part.type === 'text') text += chunk.part.text
    if (chunk.type === 'usage') usage = chunk.usage
    if (chunk.type === 'finish') finished = chunk.reason === 'stop' || chunk.reason === 'max-tokens'
  }
  options.signal.throwIfAborted()
  if (!finished || text.trim() === '') throw new ModelError('unavailable', 'The model gave no whole answer.')
  return { text, usage }
}
