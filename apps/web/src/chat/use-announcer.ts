import { computed, shallowRef, watch, type ComputedRef } from 'vue'
import type { MessageView } from '@parley/api'
import { plainWords } from '../chats/plain-words.ts'
import { useMessages } from '../i18n/i18n.ts'
import { textOf } from './rows.ts'

/** What is announced of a long reply, in characters: the rest is read in its place, where it can be paused. */
const LONGEST = 1_000

/** What a screen reader hears of a reply: that it begins, then its words, once. Never each of them as it comes. */
export function useAnnouncer(last: () => MessageView | undefined): ComputedRef<string> {
  const t = useMessages()
  const said = shallowRef<{ text?: string }>()
  watch(() => {
    const message = last()
    return message?.role === 'assistant' ? { id: message.id, running: message.status === 'running' } : undefined
  }, (now, before) => {
    if (now?.running && now.id !== before?.id) said.value = {}
    const message = last()
    const hasEnded = now && !now.running && before?.running && before.id === now.id
    if (message && hasEnded) said.value = { text: spoken(textOf(message)) }
  })
  return computed(() => {
    if (!said.value) return ''
    return said.value.text === undefined ? t.value.chat.writing : t.value.chat.answered(said.value.text)
  })
}

function spoken(markdown: string): string {
  const words = plainWords(markdown.slice(0, 2 * LONGEST))
  return words.length > LONGEST ? `${words.slice(0, LONGEST)}…` : words
}
