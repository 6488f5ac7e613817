/** @import { Call, HostEvent, Viewport } from './types.ts' */
import { readCall, writeEvent } from './wire.js'

// As Telegram Web A sets them.
const sandbox = 'allow-scripts allow-same-origin allow-popups allow-forms allow-modals '
  + 'allow-storage-access-by-user-activation'
const permissions = 'camera; microphone; geolocation;'

/**
 * The iframe that the app runs in, and its wire. A new launch is a new iframe: a changed hash alone loads nothing.
 * @param {HTMLElement} screen
 * @param {{ onCall: (call: Call) => void, onResize: (viewport: Viewport) => void }} listeners
 */
export function createAppFrame(screen, { onCall, onResize }) {
  /** @type {HTMLIFrameElement | undefined} */
  let frame

  window.addEventListener('message', (event) => {
    if (!frame || event.source !== frame.contentWindow) return
    const call = readCall(event.data)
    if (call) onCall(call)
  })
  const resized = new ResizeObserver(() => onResize(measure()))

  /** @returns {Viewport} */
  function measure() {
    return { width: frame?.clientWidth ?? 0, height: frame?.clientHeight ?? 0 }
  }

  function close() {
    if (frame) resized.unobserve(frame)
    frame?.remove()
    frame = undefined
  }

  return {
    measure,
    close,
    /** @param {string} url */
    open(url) {
      close()
      frame = document.createElement('iframe')
      frame.title = 'Mini App'
      frame.id = 'app'
      frame.name = 'app'
      frame.setAttribute('sandbox', sandbox)
      frame.allow = permissions
      frame.addEventListener('load', reveal)
      frame.src = url
      screen.append(frame)
      resized.observe(frame)
    },
    /** @param {HostEvent} event */
    post(event) {
      frame?.contentWindow?.postMessage(writeEvent(event), '*')
    },
    reveal,
    get isOpen() {
      return frame !== undefined
    },
  }

  function reveal() {
    frame?.classList.add('shown')
  }
}
