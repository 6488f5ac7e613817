/** @import { Settings } from './types.ts' */
import { themes } from './themes.js'

/**
 * The address that a client opens the app at: its own with the launch parameters in the hash.
 * https://docs.telegram-mini-apps.com/platform/launch-parameters
 * @param {string} appUrl absolute
 * @param {string} initData raw, as signed
 * @param {Settings} settings
 * @returns {string}
 */
export function launchUrl(appUrl, initData, settings) {
  const url = new URL(appUrl)
  if (settings.start !== '') url.searchParams.set('tgWebAppStartParam', settings.start)
  const parameters = {
    tgWebAppData: initData,
    tgWebAppVersion: settings.version,
    tgWebAppPlatform: settings.platform,
    tgWebAppThemeParams: JSON.stringify(themes[settings.theme]),
    ...settings.fullscreen && { tgWebAppFullscreen: '1' },
  }
  url.hash = Object.entries(parameters).map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')
  return url.href
}
