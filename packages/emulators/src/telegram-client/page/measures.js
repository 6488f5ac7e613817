/** @import { HostContext, HostEvent, HostState, Insets, Settings } from './types.ts' */
import { noInsets } from './settings.js'

/** Height of the client's floating buttons over a fullscreen app, in CSS pixels. */
export const floatingButtonsHeight = 46

/**
 * What the device covers of the app: the notch only when no header stands between, the home bar unless something of
 * the client's lies below the app.
 * @param {Settings} settings
 * @param {HostState} state
 * @returns {Insets}
 */
export function deviceInsets(settings, state) {
  const bare = state.fullscreen || !settings.frame
  const below = settings.keyboard || state.mainButton.visible || state.secondaryButton.visible
  return { ...settings.safe, top: bare ? settings.safe.top : 0, bottom: below ? 0 : settings.safe.bottom }
}

/**
 * What the client's own controls cover, on top of the device insets.
 * @param {HostState} state
 * @returns {Insets}
 */
export function contentInsets(state) {
  return state.fullscreen ? { ...noInsets, top: floatingButtonsHeight } : noInsets
}

/**
 * @param {HostContext} context
 * @param {boolean} isStable false while the height is still moving
 * @returns {HostEvent}
 */
export function viewportChanged({ viewport }, isStable) {
  return { type: 'viewport_changed', data: { ...viewport, is_expanded: true, is_state_stable: isStable } }
}

/**
 * @param {HostContext} context
 * @param {HostState} state
 * @returns {HostEvent[]}
 */
export function insetsChanged({ settings }, state) {
  return [
    { type: 'safe_area_changed', data: deviceInsets(settings, state) },
    { type: 'content_safe_area_changed', data: contentInsets(state) },
  ]
}
