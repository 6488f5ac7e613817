import type { InjectionKey, ShallowRef } from 'vue'
import { inject, shallowRef } from 'vue'

export interface Toast {
  id: number
  text: string
  kind: 'plain' | 'error'
  action?: { label: string, run: () => void } | undefined
}

/** One line at the foot of the page, which goes by itself. A new one takes the old one's place. */
export interface Toasts {
  readonly current: Readonly<ShallowRef<Toast | undefined>>
  show: (toast: Omit<Toast, 'id' | 'kind'> & { kind?: Toast['kind'] }) => void
  dismiss: () => void
  /** Keeps the line while somebody points at it or has the focus on it. */
  hold: (on: boolean) => void
}

/** In milliseconds; an action needs time to be read and reached. */
const stay = { plain: 4_000, action: 7_000 }

export function createToasts(): Toasts {
  const current = shallowRef<Toast>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let count = 0
  const dismiss = () => {
    clearTimeout(timer)
    current.value = undefined
  }
  const start = () => {
    clearTimeout(timer)
    if (current.value) timer = setTimeout(dismiss, current.value.action ? stay.action : stay.plain)
  }
  return {
    current,
    dismiss,
    show(toast) {
      current.value = { kind: 'plain', ...toast, id: ++count }
      start()
    },
    hold(on) {
      if (on) clearTimeout(timer)
      else start()
    },
  }
}

export const toastsKey: InjectionKey<Toasts> = Symbol('toasts')

export function useToasts(): Toasts {
  const toasts = inject(toastsKey)
  if (toasts === undefined) throw new Error('No toasts are provided')
  return toasts
}
