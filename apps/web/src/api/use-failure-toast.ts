import { useToasts } from '../app/toasts.ts'
import { useI18n } from '../i18n/i18n.ts'
import { useTelegram } from '../telegram/index.ts'
import { failureOf } from './failure.ts'
import { failureWords } from './failure-words.ts'

/** Says in a toast what failed and what to do, and buzzes once. */
export function useFailureToast(): (error: unknown) => void {
  const toasts = useToasts()
  const { messages, locale } = useI18n()
  const { haptics } = useTelegram()
  return (error) => {
    const { what, todo } = failureWords(failureOf(error), messages.value, locale.value)
    haptics.error()
    toasts.show({ kind: 'error', text: `${what} ${todo}` })
  }
}
