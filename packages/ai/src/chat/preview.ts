import { plainText } from '../text.ts'
import type { MessagePart } from './message.ts'

/** The first words of a message, on one line, for the list of chats. */
export function previewOf(parts: readonly MessagePart[]): string {
  const first = parts.find((part) => part.type === 'text' && part.text.trim() !== '')
  // Only the beginning is looked at: a reply can be long, and its preview is made while others wait.
  return first?.type === 'text' ? plainText(withoutMarks(first.text.trimStart().slice(0, 600)), 120) : ''
}

/** The words without Markdown's marks, as far as a line of preview needs it: what is not sure to be a mark stays. */
function withoutMarks(text: string): string {
  return text
    .replace(/^\s*(?:#{1,6}|>|[-*+]|\d+[.)]|```\w*)(?:\s+|$)/gmu, '')
    .replace(/^\s*\|?(?:\s*:?-{3,}:?\s*\|?)+\s*$/gmu, '')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/gu, '$1')
    .replace(/(\*\*|__|~~|`+)(?=\S)([^]*?\S)\1/gu, '$2')
    .replace(/(?<![\w*])\*(?=\S)([^*\n]+?)\*(?![\w*])/gu, '$1')
}
