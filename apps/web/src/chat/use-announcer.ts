import { computed, shallowRef, watch, type ComputedRef } from 'vue'
import type { MessageView } from '@parley/api'
import { plainWords } from '../chats/plain-words.ts'
import type { Messages } from '../i18n/en.ts'
import { useMessages } from '../i18n/i18n.ts'
import { weatherLine } from '../weather/words.ts'
import { endingWords } from './reply-words.ts'
import { textOf } from './rows.ts'

/** What is announced of a long reply, in characters: the rest is read in its place, where it can be paused. */
const LONGEST = 1_000

/**
 * What a screen reader hears of a reply: that it begins, which tool it uses, then its words, once, and how it ended if
 * it did not simply end. Never each word as it comes.
 */
export function useAnnouncer(last: () => MessageView | undefined): ComputedRef<string> {
  const t = useMessages()
  /** The reply that is told of: one that ran while the chat was open. */
  const told = shallowRef<string>()
  watch(last, (message) => {
    if (message?.role === 'assistant' && message.status === 'running') told.value = message.id
  }, { immediate: true })
  return computed(() => {
    const message = last()
    return message && message.id === told.value ? wordsOf(message, t.value) : ''
  })
}

function wordsOf(message: MessageView, t: Messages): string {
  const tool = message.parts.findLast((part) => part.type === 'tool' && part.state === 'running')
  if (message.status === 'running') return tool?.type === 'tool' ? weatherLine(tool, t) : t.chat.writing
  const text = spoken(textOf(message))
  return [text && t.chat.answered(text), endingWords(message, t)].filter(Boolean).join(' ')
}

function spoken(markdown: string): string {
  const words = plainWords(markdown.slice(0, 2 * LONGEST))
  return words.length > LONGEST ? `${words.slice(0, LONGEST)}…` : words
}
