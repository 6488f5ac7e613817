import type { Content, GenerateRequest } from './request.ts'

/** A text in pieces of a word at most, no code point split: what is a token here. Lazy: a long text costs no array. */
export function* splitTokens(text: string): Generator<string> {
  for (const [token] of text.matchAll(/\s*\S{1,8}|\s+$/gu)) yield token
}

/** An estimate, one token for four characters, the same every time. */
export function estimateTokens(text: string): number {
  return Math.ceil(text.length / 4)
}

/** The estimate for a whole prompt: contents, system instruction and tools. */
export function promptTokens(request: Pick<GenerateRequest, 'contents' | 'systemInstruction' | 'tools'>): number {
  const system = request.systemInstruction === undefined ? [] : [request.systemInstruction]
  const texts = [...system, ...request.contents].flatMap(textsOf)
  const tools = request.tools === undefined ? '' : JSON.stringify(request.tools)
  return texts.reduce((sum, text) => sum + estimateTokens(text), 0) + estimateTokens(tools)
}

function textsOf(content: Content): string[] {
  return (content.parts ?? []).map((part) =>
    part.text ?? JSON.stringify(part.functionCall?.args ?? part.functionResponse?.response ?? part.inlineData ?? ''))
}
