/** @import { Call, HostContext, HostState, Outcome } from './types.ts' */
import { insetsChanged, viewportChanged } from './measures.js'
import { popupRefusal, readPopup } from './popup-rules.js'
import { readColor, setUpButton } from './state.js'
import { invokeCustomMethod } from './storage.js'
import { themes } from './themes.js'
import { unavailable, unavailableRequests } from './unavailable.js'
import { introducedIn, supports } from './versions.js'

/** Web A sends the app its scroll bars. */
const customStyle = '* { scrollbar-width: thin; scrollbar-color: rgba(127, 127, 127, .4) transparent }'

/**
 * What a Telegram client does about one call of the app: its next state, what it tells the app, what the page must do.
 * @param {HostState} state
 * @param {Call} call
 * @param {HostContext} context
 * @returns {Outcome}
 */
export function receive(state, call, context) {
  const { method, params } = call
  const { version } = context.settings
  const introduced = introducedIn(method)
  if (introduced === undefined) return { state, note: 'ignored: no client knows this method' }
  if (!supports(method, version)) return { state, note: `ignored: since ${introduced}, this client is ${version}` }

  const none = unavailable[method]
  if (none) return { state, events: [{ type: none[0], data: none[1] }] }
  const request = unavailableRequests[method]
  if (request) return { state, events: [{ type: request[0], data: { req_id: params['req_id'], ...request[1] } }] }

  const isVisible = params['is_visible'] === true
  switch (method) {
    case 'iframe_ready':
      return {
        state: { ...state, reloadSupported: params['reload_supported'] === true },
        ...context.settings.platform === 'weba' && { events: [{ type: 'set_custom_style', data: customStyle }] },
      }
    case 'web_app_ready':
      return { state: { ...state, ready: true } }
    case 'web_app_close':
      return { state, effects: [{ type: 'close' }] }
    case 'web_app_expand':
    case 'web_app_request_viewport':
      return { state, events: [viewportChanged(context, true)] }
    case 'web_app_request_theme':
      return { state, events: [{ type: 'theme_changed', data: { theme_params: themes[context.settings.theme] } }] }
    case 'web_app_request_safe_area':
      return { state, events: insetsChanged(context, state).slice(0, 1) }
    case 'web_app_request_content_safe_area':
      return { state, events: insetsChanged(context, state).slice(1) }
    case 'web_app_request_fullscreen':
      return changeFullscreen(state, context, true)
    case 'web_app_exit_fullscreen':
      return changeFullscreen(state, context, false)
    case 'web_app_setup_back_button':
      return { state: { ...state, backButton: isVisible } }
    case 'web_app_setup_settings_button':
      return { state: { ...state, settingsButton: isVisible } }
    case 'web_app_setup_main_button':
      return { state: { ...state, mainButton: setUpButton(state.mainButton, params) } }
    case 'web_app_setup_secondary_button': {
      const position = String(params['position'] ?? state.secondaryPosition)
      const secondaryButton = setUpButton(state.secondaryButton, params)
      return { state: { ...state, secondaryButton, secondaryPosition: position } }
    }
    case 'web_app_setup_closing_behavior':
      return { state: { ...state, confirmClosing: params['need_confirmation'] === true } }
    case 'web_app_setup_swipe_behavior':
      return { state: { ...state, verticalSwipes: params['allow_vertical_swipe'] !== false } }
    case 'web_app_set_header_color':
      return { state: { ...state, headerColor: namedColor(params) ?? state.headerColor } }
    case 'web_app_set_background_color':
      return { state: { ...state, backgroundColor: namedColor(params) ?? state.backgroundColor } }
    case 'web_app_set_bottom_bar_color':
      return { state: { ...state, bottomBarColor: namedColor(params) ?? state.bottomBarColor } }
    case 'web_app_open_popup':
      return openPopup(state, params, context.now)
    case 'web_app_trigger_haptic_feedback': {
      const kind = params['impact_style'] ?? params['notification_type'] ?? 'selection'
      return { state, effects: [{ type: 'haptic', kind: String(kind) }] }
    }
    case 'web_app_open_link':
      return openLink(state, String(params['url']))
    case 'web_app_open_tg_link':
      return openLink(state, `https://t.me${String(params['path_full'])}`)
    case 'web_app_open_invoice':
      return { state, events: [{ type: 'invoice_closed', data: { slug: params['slug'], status: 'cancelled' } }] }
    case 'web_app_check_location':
    case 'web_app_request_location':
      return { state, events: [locate(method, context)] }
    case 'web_app_request_file_download':
      return download(state, params)
    case 'web_app_invoke_custom_method':
      return { state, events: [invokeCustomMethod(params, context.storage, context.now)] }
    case 'web_app_hide_keyboard':
      return { state, effects: [{ type: 'hideKeyboard' }] }
    default:
      return { state, note: 'noted only: nothing comes back' }
  }
}

/** @param {HostState} state @param {HostContext} context @param {boolean} fullscreen @returns {Outcome} */
function changeFullscreen(state, context, fullscreen) {
  if (fullscreen && state.fullscreen) {
    return { state, events: [{ type: 'fullscreen_failed', data: { error: 'ALREADY_FULLSCREEN' } }] }
  }
  if (fullscreen === state.fullscreen) return { state, note: 'ignored: not fullscreen' }
  const next = { ...state, fullscreen }
  const changed = { type: 'fullscreen_changed', data: { is_fullscreen: fullscreen } }
  return { state: next, events: [changed, ...insetsChanged(context, next)] }
}

/** @param {HostState} state @param {Record<string, unknown>} params @param {number} now @returns {Outcome} */
function openPopup(state, params, now) {
  const refusal = popupRefusal(state, now)
  if (refusal) return { state, note: `ignored: ${refusal}` }
  const popup = readPopup(params)
  if (typeof popup === 'string') return { state, note: `ignored: ${popup}` }
  return { state: { ...state, popup, popupTimes: [...state.popupTimes.slice(-2), now] } }
}

/**
 * After the user has left the popup, by a button or (undefined) otherwise.
 * @param {HostState} state
 * @param {string} [buttonId]
 * @returns {Outcome}
 */
export function closePopup(state, buttonId) {
  const data = buttonId === undefined ? {} : { button_id: buttonId }
  return { state: { ...state, popup: undefined }, events: [{ type: 'popup_closed', data }] }
}

/** @param {HostState} state @param {string} url @returns {Outcome} */
function openLink(state, url) {
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) return { state, note: 'ignored: not an http address' }
  return { state, effects: [{ type: 'openLink', url }] }
}

/** @param {HostState} state @param {Record<string, unknown>} params @returns {Outcome} */
function download(state, params) {
  const url = String(params['url'])
  if (!/^(https|blob):/i.test(url) && !/^http:\/\/(localhost|127\.0\.0\.1)[:/]/i.test(url)) {
    const failed = { type: 'file_download_requested', data: { status: 'cancelled' } }
    return { state, events: [failed], note: 'refused: real clients download over HTTPS only' }
  }
  return {
    state,
    events: [{ type: 'file_download_requested', data: { status: 'downloading' } }],
    effects: [{ type: 'download', url, name: String(params['file_name'] ?? '') }],
  }
}

/** @param {string} method @param {HostContext} context */
function locate(method, { settings: { location, latitude, longitude } }) {
  if (method === 'web_app_check_location') {
    const known = { available: true, access_requested: true, access_granted: location === 'allow' }
    return { type: 'location_checked', data: location === 'off' ? { available: false } : known }
  }
  const place = { available: true, latitude, longitude, horizontal_accuracy: 20 }
  return { type: 'location_requested', data: location === 'allow' ? place : { available: false } }
}

/**
 * A colour, or the name of a theme parameter, which follows the theme when it changes.
 * @param {Record<string, unknown>} params
 */
function namedColor(params) {
  const key = params['color_key'] ?? params['color']
  const names = ['bg_color', 'secondary_bg_color', 'bottom_bar_bg_color']
  return names.find((name) => name === key) ?? readColor(params['color'])
}
