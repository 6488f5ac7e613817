import type { GenerateContentResponseUsageMetadata } from '@google/genai'
import type { ModelUsage } from '../port.ts'

/** Each chunk counts all that was used up to it, and leaves out what is still zero. */
export function toUsage(metadata: GenerateContentResponseUsageMetadata | undefined): ModelUsage | undefined {
  if (!metadata) return undefined
  return {
    promptTokens: (metadata.promptTokenCount ?? 0) + (metadata.toolUsePromptTokenCount ?? 0),
    replyTokens: metadata.candidatesTokenCount ?? 0,
    thinkingTokens: metadata.thoughtsTokenCount ?? 0,
  }
}
