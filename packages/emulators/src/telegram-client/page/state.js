/** @import { BottomButton, HostState } from './types.ts' */

/** @type {BottomButton} */
const hiddenButton = { visible: false, active: true, progress: false, text: '', color: undefined, textColor: undefined }

/**
 * A client that has just opened the app.
 * @param {boolean} fullscreen
 * @returns {HostState}
 */
export function openedState(fullscreen) {
  return {
    ready: false,
    reloadSupported: false,
    backButton: false,
    settingsButton: false,
    mainButton: { ...hiddenButton, text: 'Continue' },
    secondaryButton: { ...hiddenButton, text: 'Cancel' },
    secondaryPosition: 'left',
    confirmClosing: false,
    verticalSwipes: true,
    fullscreen,
    headerColor: undefined,
    backgroundColor: undefined,
    bottomBarColor: undefined,
    popup: undefined,
    popupTimes: [],
  }
}

/**
 * A button after `web_app_setup_main_button` or `…_secondary_button`: what the call does not name stays.
 * @param {BottomButton} button
 * @param {Record<string, unknown>} params
 * @returns {BottomButton}
 */
export function setUpButton(button, params) {
  /** @param {string} name @param {boolean} otherwise */
  const flag = (name, otherwise) => typeof params[name] === 'boolean' ? params[name] : otherwise
  return {
    visible: flag('is_visible', button.visible),
    active: flag('is_active', button.active),
    progress: flag('is_progress_visible', button.progress),
    text: typeof params['text'] === 'string' ? params['text'].trim() : button.text,
    color: readColor(params['color']) ?? button.color,
    textColor: readColor(params['text_color']) ?? button.textColor,
  }
}

/**
 * "#rrggbb", or undefined: nothing else that the app sends reaches a style.
 * @param {unknown} value
 */
export function readColor(value) {
  return typeof value === 'string' && /^#[0-9a-f]{6}$/i.test(value) ? value : undefined
}
