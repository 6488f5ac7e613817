import type { InjectionKey } from 'vue'
import { inject, onScopeDispose, watch } from 'vue'
import type { Telegram } from './telegram.ts'

export const telegramKey: InjectionKey<Telegram> = Symbol('telegram')

export function useTelegram(): Telegram {
  const telegram = inject(telegramKey)
  if (telegram === undefined) throw new Error('No Telegram is provided')
  return telegram
}

/** Asks before the app is closed while `needed` is true, for as long as the component lives. */
export function useClosingConfirmation(needed: () => boolean): void {
  const { guardClosing } = useTelegram()
  const holder = Symbol('holder')
  watch(needed, (hold) => guardClosing(holder, hold), { immediate: true })
  onScopeDispose(() => guardClosing(holder, false))
}
