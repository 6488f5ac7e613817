import { computed, shallowRef, watch, type ComputedRef } from 'vue'
import type { MessageView } from '@parley/api'
import { useMessages } from '../i18n/i18n.ts'
import { textOf } from './rows.ts'

/** What a screen reader hears of a reply: that it begins, then the whole of it, once. Never each word. */
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
    if (message && hasEnded) said.value = { text: textOf(message) }
  })
  return computed(() => {
    if (!said.value) return ''
    return said.value.text === undefined ? t.value.chat.writing : t.value.chat.answered(said.value.text)
  })
}
