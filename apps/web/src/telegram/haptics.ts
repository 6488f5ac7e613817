import type { Bridge } from './bridge.ts'

/** Short buzzes that say something: a touch went through, a thing is done, a thing failed, a choice moved. */
export interface Haptics {
  light: () => void
  success: () => void
  error: () => void
  selection: () => void
}

/** Without Telegram nothing buzzes: a page that vibrates by itself is a nuisance. */
export function createHaptics(bridge: Bridge): Haptics {
  return {
    light: () => bridge.post('web_app_trigger_haptic_feedback', { type: 'impact', impact_style: 'light' }),
    success: () => bridge.post('web_app_trigger_haptic_feedback', { type: 'notification', notification_type: 'success' }),
    error: () => bridge.post('web_app_trigger_haptic_feedback', { type: 'notification', notification_type: 'error' }),
    selection: () => bridge.post('web_app_trigger_haptic_feedback', { type: 'selection_change' }),
  }
}
