import type { MessageView } from '@parley/ai'
import { toolMarkdown } from './tool-markdown.ts'

/** A chat as a person reads it: who said what and when, the words as they were written, the tools' results in words. */
export function chatMarkdown(title: string | null, messages: Pick<MessageView, 'role' | 'createdAt' | 'parts'>[]): string {
  const turns = messages.map(({ role, createdAt, parts }) => {
    const body = parts.map((part) => part.type === 'text' ? part.text : toolMarkdown(part))
    return `## ${role === 'user' ? 'You' : 'Assistant'} · ${createdAt.toISOString()}\n\n${body.join('\n\n')}\n`
  })
  return [`# ${title ?? 'Chat'}\n`, ...turns].join('\n')
}
