import type { Bridge } from './bridge.ts'

/**
 * Asks before the app is closed while at least one holder has something to lose. Telegram asks in its own words, a
 * plain browser in its.
 */
export function createClosingGuard(bridge: Bridge, inTelegram: boolean): (holder: symbol, hold: boolean) => void {
  const holders = new Set<symbol>()
  const onBeforeUnload = (event: BeforeUnloadEvent) => event.preventDefault()
  return (holder, hold) => {
    const before = holders.size > 0
    if (hold) holders.add(holder)
    else holders.delete(holder)
    const after = holders.size > 0
    if (before === after) return
    bridge.post('web_app_setup_closing_behavior', { need_confirmation: after })
    if (inTelegram) return
    if (after) window.addEventListener('beforeunload', onBeforeUnload)
    else window.removeEventListener('beforeunload', onBeforeUnload)
  }
}
