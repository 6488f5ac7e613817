import type { GenerateContentConfig, GenerateContentParameters } from '@google/genai'
import type { ModelRequest } from '../port.ts'
import { toContents } from './contents.ts'
import { createDeclarations } from './schema.ts'

/** A request in Gemini's words. All of it is JSON. */
export type GeminiRequest = Pick<GenerateContentParameters, 'model' | 'contents'> & {
  config: Pick<GenerateContentConfig, 'systemInstruction' | 'tools' | 'maxOutputTokens'>
}

/** Translates requests, each tool once. Throws when a tool's schema has no JSON Schema. */
export function createToGemini(): (request: ModelRequest) => GeminiRequest {
  const toDeclarations = createDeclarations()
  return ({ model, system, contents, tools, maxOutputTokens }) => ({
    model,
    contents: toContents(contents),
    config: {
      ...(system !== '' && { systemInstruction: system }),
      ...(tools.length > 0 && { tools: [{ functionDeclarations: toDeclarations(tools) }] }),
      ...(maxOutputTokens !== undefined && { maxOutputTokens }),
    },
  })
}
