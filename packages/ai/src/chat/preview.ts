import { plainText } from '../text.ts'
import type { MessagePart } from './message.ts'

/** The first words of a message, on one line, for the list of chats. */
export function previewOf(parts: readonly MessagePart[]): string {
  const first = parts.find((part) => part.type === 'text' && part.text.trim() !== '')
  // Only the beginning is looked at: a reply can be long, and its preview is made while others wait.
  return first?.type === 'text' ? plainText(first.text.trimStart().slice(0, 600), 120) : ''
}
