import { splitTokens } from '../wire/tokens.ts'
import type { ReplyPart } from './reply.ts'

/** A text as a part of a reply. */
export function say(text: string): ReplyPart {
  return { type: 'text', tokens: () => splitTokens(text) }
}
