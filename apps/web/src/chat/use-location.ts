import { computed, ref, type ComputedRef } from 'vue'
import { useToasts } from '../app/toasts.ts'
import { useMessages } from '../i18n/i18n.ts'
import { useTelegram, type Place } from '../telegram/index.ts'

/** Where the user is, asked for only when they want the weather there. */
export function useLocation(): {
  state: ComputedRef<'none' | 'ready' | 'asking'>
  /** Undefined, and said why, when it is not told. */
  ask: () => Promise<Place | undefined>
} {
  const { canLocate, locate } = useTelegram()
  const toasts = useToasts()
  const t = useMessages()
  const asking = ref(false)
  return {
    state: computed(() => asking.value ? 'asking' : canLocate ? 'ready' : 'none'),
    async ask() {
      if (asking.value) return undefined
      asking.value = true
      try {
        const result = await locate()
        if (result.ok) return result.place
        const { locationDenied, locationUnavailable } = t.value.composer
        toasts.show({
          kind: 'error',
          text: result.reason === 'denied' ? locationDenied : locationUnavailable,
          action: result.allow && { label: t.value.settings.title, run: result.allow },
        })
        return undefined
      } finally {
        asking.value = false
      }
    },
  }
}
