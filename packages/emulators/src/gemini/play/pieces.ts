import type { Reply } from '../brain/reply.ts'
import { signCall } from '../wire/signature.ts'
import { splitTokens } from '../wire/tokens.ts'
import type { ChunkPart } from './chunk.ts'

/** One token, or a whole function call. */
export interface Piece {
  type: 'thought' | 'text' | 'call'
  part: ChunkPart
}

/** A reply in pieces. Of the calls of one reply only the first is signed, as Gemini 3 does. */
export function* pieces(reply: Reply, newId: () => string): Generator<Piece> {
  let signed = false
  for (const part of reply.parts) {
    if (part.type === 'call') {
      const functionCall = { id: newId(), name: part.name, args: part.args }
      yield {
        type: 'call',
        part: { functionCall, ...(!signed && { thoughtSignature: signCall(functionCall) }) },
      }
      signed = true
    } else if (part.type === 'thought') {
      for (const text of splitTokens(part.text)) yield { type: 'thought', part: { text, thought: true } }
    } else {
      for (const text of part.tokens()) yield { type: 'text', part: { text } }
    }
  }
}
