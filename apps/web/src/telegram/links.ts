import type { Bridge } from './bridge.ts'

/** Opens a web address outside the app; other schemes than http and https are refused. Call it from a tap. */
export function createOpenLink(bridge: Bridge): (address: string) => void {
  return (address) => {
    const url = URL.parse(address)
    if (url === null || !/^https?:$/.test(url.protocol)) return
    const telegramPath = /^(www\.)?t(elegram)?\.me$/.test(url.hostname) ? url.pathname + url.search : undefined
    if (telegramPath !== undefined && bridge.supports('web_app_open_tg_link')) {
      bridge.post('web_app_open_tg_link', { path_full: telegramPath })
    } else if (bridge.supports('web_app_open_link')) {
      bridge.post('web_app_open_link', { url: url.href })
    } else {
      window.open(url.href, '_blank', 'noopener,noreferrer')
    }
  }
}
