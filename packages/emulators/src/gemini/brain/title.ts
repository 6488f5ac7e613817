import { withoutDirectives } from '../control/directive.ts'
import { materialOf } from './purpose.ts'
import type { Turn } from './turn.ts'

const opening = /^(please|hi|hello|hey|can you|could you|would you|tell me|what('s| is| are)|who('s| is)|how('s| is)|show me|write( me)?|explain( to me)?|i want|i need|the|a|an|about)[\s,!]+/i

/** A title of at most six words, made from the first thing that was said. */
export function titleOf(turn: Turn): string {
  const line = materialOf(turn).map(withoutDirectives)
    .find((text) => /[\p{L}\p{N}\p{Emoji_Presentation}]/u.test(text)) ?? ''
  let topic = line
  for (let shorter = topic.replace(opening, ''); shorter !== topic; shorter = topic.replace(opening, '')) topic = shorter
  const words = topic.replace(/[?!.,;:"«»*#`]+/gu, ' ').split(/\s+/u).filter((word) => word !== '').slice(0, 6)
  const title = words.join(' ') || [...line].slice(0, 40).join('') || 'New conversation'
  return title.charAt(0).toLocaleUpperCase() + title.slice(1)
}
