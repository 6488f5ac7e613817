import type { Model, ModelChunk, ModelContent, ModelRequest } from '../../port.ts'
import { ModelError } from '../../port.ts'

export function request(text: string, more: Partial<ModelRequest> = {}): ModelRequest {
  const contents: ModelContent[] = [{ role: 'user', parts: [{ type: 'text', text }] }]
  return { model: 'gemini-3.8-flash', system: 'Be brief.', contents, tools: [], ...more }
}

/** All that comes of a request. */
export async function read(
  model: Model,
  asked: ModelRequest,
  signal = new AbortController().signal,
): Promise<ModelChunk[]> {
  const chunks: ModelChunk[] = []
  for await (const chunk of model.stream(asked, { signal })) chunks.push(chunk)
  return chunks
}

/** What a request fails with. */
export async function fault(model: Model, asked = request('Hello')): Promise<ModelError> {
  const error: unknown = await read(model, asked).catch((thrown: unknown) => thrown)
  if (!(error instanceof ModelError)) throw new Error('No ModelError was thrown.', { cause: error })
  return error
}
