import { signText } from '../wire/signature.ts'

export interface ChunkPart {
  text?: string
  thought?: boolean
  thoughtSignature?: string
  functionCall?: { id: string, name: string, args: Record<string, unknown> }
}

/** What is the same in all chunks of one answer. */
export interface Envelope {
  modelVersion: string
  responseId: string
  promptTokenCount: number
}

/** Builds the chunks of one answer and keeps its usage. */
export interface Counter {
  add: (kind: 'candidates' | 'thoughts') => void
  /** Tokens so far, thoughts included: what `maxOutputTokens` bounds. */
  total: () => number
  chunk: (parts: ChunkPart[]) => object
  last: (parts: ChunkPart[], finishReason: string) => object
  blocked: (reason: string) => object
  signature: () => string
}

export function createCounter({ modelVersion, responseId, promptTokenCount }: Envelope): Counter {
  let candidates = 0
  let thoughts = 0

  const usage = (): object => ({
    promptTokenCount,
    ...(candidates > 0 && { candidatesTokenCount: candidates }),
    ...(thoughts > 0 && { thoughtsTokenCount: thoughts }),
    totalTokenCount: promptTokenCount + candidates + thoughts,
    promptTokensDetails: [{ modality: 'TEXT', tokenCount: promptTokenCount }],
  })
  const wrap = (candidate: object): object =>
    ({ candidates: [{ ...candidate, index: 0 }], usageMetadata: usage(), modelVersion, responseId })
  const content = (parts: ChunkPart[]): object => ({ role: 'model', ...(parts.length > 0 && { parts }) })

  return {
    add: (kind) => {
      if (kind === 'candidates') candidates++
      else thoughts++
    },
    total: () => candidates + thoughts,
    chunk: (parts) => wrap({ content: content(parts) }),
    last: (parts, finishReason) => wrap({ content: content(parts), finishReason }),
    blocked: (blockReason) => ({ promptFeedback: { blockReason }, usageMetadata: usage(), modelVersion, responseId }),
    signature: () => signText(`${responseId}:${candidates}`),
  }
}
