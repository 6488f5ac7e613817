import type { Bridge } from './bridge.ts'

/** A button of the client's own. */
export interface ClientButton {
  /** False where the app has to show one itself. */
  readonly available: boolean
  show: (visible: boolean) => void
  onPress: (listener: () => void) => void
}

export const createBackButton = (bridge: Bridge): ClientButton => ({
  available: bridge.supports('web_app_setup_back_button'),
  show: (visible) => bridge.post('web_app_setup_back_button', { is_visible: visible }),
  onPress: (listener) => bridge.on('back_button_pressed', listener),
})

export const createSettingsButton = (bridge: Bridge): ClientButton => ({
  available: bridge.supports('web_app_setup_settings_button'),
  show: (visible) => bridge.post('web_app_setup_settings_button', { is_visible: visible }),
  onPress: (listener) => bridge.on('settings_button_pressed', listener),
})
