import type { GenerateContentResponsePromptFeedback } from '@google/genai'
import type { ModelFinishReason } from '../port.ts'

/** https://ai.google.dev/api/generate-content#FinishReason */
const reasons: Readonly<Record<string, ModelFinishReason>> = {
  STOP: 'stop',
  MAX_TOKENS: 'max-tokens',
  SAFETY: 'blocked-reply',
  RECITATION: 'blocked-reply',
  BLOCKLIST: 'blocked-reply',
  PROHIBITED_CONTENT: 'blocked-reply',
  SPII: 'blocked-reply',
  MALFORMED_FUNCTION_CALL: 'malformed-call',
  UNEXPECTED_TOOL_CALL: 'malformed-call',
}

/** Reasons come and go with the models: one that is not known is `other`. Undefined while there is none. */
export function toFinishReason(reason: string | undefined): ModelFinishReason | undefined {
  if (!reason || reason === 'FINISH_REASON_UNSPECIFIED') return undefined
  return Object.hasOwn(reasons, reason) ? reasons[reason] : 'other'
}

/** A prompt that is refused has no candidates: only this says so. */
export function blockedPrompt(
  feedback: GenerateContentResponsePromptFeedback | undefined,
): ModelFinishReason | undefined {
  return feedback?.blockReason ? 'blocked-prompt' : undefined
}
