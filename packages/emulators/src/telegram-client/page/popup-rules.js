/** @import { HostState, Popup, PopupButton } from './types.ts' */
import { isRecord } from './wire.js'

const labels = { ok: 'OK', close: 'Close', cancel: 'Cancel' }
const kinds = /** @type {const} */ (['default', 'destructive', 'ok', 'close', 'cancel'])

/**
 * Reads what the app wants shown, by the documented limits; a string says why real clients would show nothing.
 * https://core.telegram.org/bots/webapps#popupparams
 * @param {Record<string, unknown>} params
 * @returns {Popup | string}
 */
export function readPopup(params) {
  const title = String(params['title'] ?? '')
  const message = String(params['message'] ?? '')
  const list = Array.isArray(params['buttons']) ? params['buttons'] : []
  if (message === '' || message.length > 256) return 'a popup message has 1 to 256 characters'
  if (title.length > 64) return 'a popup title has at most 64 characters'
  if (list.length < 1 || list.length > 3) return 'a popup has one to three buttons'
  const buttons = list.map(readButton)
  if (buttons.some(({ id, text }) => text === '' || text.length > 64 || id.length > 64)) {
    return 'a popup button has a text of 1 to 64 characters'
  }
  return { title, message, buttons }
}

/** @param {unknown} value @returns {PopupButton} */
function readButton(value) {
  const button = isRecord(value) ? value : {}
  const type = kinds.find((kind) => kind === button['type']) ?? 'default'
  const text = type === 'default' || type === 'destructive' ? String(button['text'] ?? '') : labels[type]
  return { id: String(button['id'] ?? ''), type, text }
}

/**
 * Clients show one popup at a time, and three within three seconds.
 * @param {HostState} state
 * @param {number} now
 * @returns {string | undefined} why not, if not
 */
export function popupRefusal(state, now) {
  if (state.popup) return 'a popup is open already'
  if (state.popupTimes.filter((time) => now - time < 3000).length >= 3) return 'three popups in three seconds'
  return undefined
}
