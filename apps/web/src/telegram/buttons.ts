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

/** The client's large button under the page, for a page that has one thing to do. */
export interface MainButton {
  /** False where the app has to show one itself. */
  readonly available: boolean
  /** Shows it; returns what takes it away again, unless somebody else has taken it over. */
  show: (text: string, press: () => void) => () => void
}

export function createMainButton(bridge: Bridge): MainButton {
  let current: (() => void) | undefined
  bridge.on('main_button_pressed', () => current?.())
  return {
    available: bridge.supports('web_app_setup_main_button'),
    show(text, press) {
      current = press
      bridge.post('web_app_setup_main_button', { is_visible: true, is_active: true, text })
      return () => {
        if (current !== press) return
        current = undefined
        bridge.post('web_app_setup_main_button', { is_visible: false })
      }
    },
  }
}
