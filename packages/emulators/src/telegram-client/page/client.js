/** @import { Call, ClientConfig, Effect, HostContext, HostEvent } from './types.ts' */
/** @import { Outcome, Popup, Settings, Viewport } from './types.ts' */
import { createAppFrame } from './app-frame.js'
import { byId } from './dom.js'
import { closePopup, receive } from './host.js'
import { launchUrl } from './launch.js'
import { cloudStorage } from './local-store.js'
import { createLog } from './log-view.js'
import { insetsChanged, viewportChanged } from './measures.js'
import { createPhoneView } from './phone-view.js'
import { createPopupView } from './popup-view.js'
import { openedState } from './state.js'
import { themes } from './themes.js'

/** How long the height must rest to be called stable, in ms. */
const settleMs = 200
/** What cannot change under a running app: it is opened anew. */
const launchSettings = /** @type {const} */ (['user', 'platform', 'version', 'language', 'start'])

/**
 * The client: holds the settings and what the app has asked for, draws them, and answers the app.
 * @param {ClientConfig} config
 * @param {Settings} initial
 * @param {(settings: Settings) => void} onSettings
 */
export function createClient(config, initial, onSettings) {
  let settings = initial
  let state = openedState(settings.fullscreen)
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let settling
  let launches = 0
  /** @type {Popup | undefined} */
  let confirming
  const log = createLog()
  const draw = createPhoneView()
  const popups = createPopupView()
  const closed = byId('closed', HTMLDivElement)
  const frame = createAppFrame(byId('screen', HTMLDivElement), { onCall, onResize })

  /** @returns {HostContext} */
  function context() {
    return { settings, viewport: frame.measure(), storage: cloudStorage(settings.user, localStorage), now: Date.now() }
  }

  /** @param {HostEvent[]} events */
  function post(...events) {
    for (const event of events) {
      frame.post(event)
      log({ at: new Date(), from: 'client', type: event.type, data: event.data })
    }
  }

  /** @param {Call} call */
  function onCall(call) {
    const outcome = receive(state, call, context())
    log({ at: new Date(), from: 'app', type: call.method, data: call.params, ...outcome.note && { note: outcome.note } })
    apply(outcome)
  }

  /** @param {Viewport} viewport */
  function onResize(viewport) {
    post(viewportChanged({ ...context(), viewport }, false))
    clearTimeout(settling)
    settling = setTimeout(() => post(viewportChanged(context(), true)), settleMs)
  }

  /** @param {Outcome} outcome */
  function apply({ state: next, events = [], effects = [] }) {
    state = next
    if (state.fullscreen !== settings.fullscreen) {
      settings = { ...settings, fullscreen: state.fullscreen }
      onSettings(settings)
    }
    render()
    post(...events)
    for (const effect of effects) perform(effect)
  }

  function render() {
    draw(state, settings)
    if (state.ready) frame.reveal()
    if (confirming) popups.show(confirming, onConfirmed)
    else if (state.popup) popups.show(state.popup, (id) => apply(closePopup(state, id)))
    else popups.hide()
  }

  /** @param {Effect} effect */
  function perform(effect) {
    if (effect.type === 'close') close()
    else if (effect.type === 'openLink') openLink(effect.url)
    else if (effect.type === 'download') download(effect.url, effect.name)
    else if (effect.type === 'hideKeyboard') change({ keyboard: false })
  }

  /** Clients open links on a tap only; a tap in the frame counts for the page around it. @param {string} url */
  function openLink(url) {
    if (navigator.userActivation.isActive) window.open(url, '_blank', 'noopener')
    else log({ at: new Date(), from: 'client', type: 'link refused', data: { url }, note: 'no tap came before it' })
  }

  /** @param {Partial<Settings>} changes */
  function change(changes) {
    const before = settings
    settings = { ...settings, ...changes }
    onSettings(settings)
    if (launchSettings.some((name) => settings[name] !== before[name])) return void launch()
    if (settings.fullscreen !== state.fullscreen) {
      state = { ...state, fullscreen: settings.fullscreen }
      post({ type: 'fullscreen_changed', data: { is_fullscreen: settings.fullscreen } })
    }
    render()
    if (settings.theme !== before.theme) {
      post({ type: 'theme_changed', data: { theme_params: themes[settings.theme] } })
    }
    if (settings.safe !== before.safe || settings.fullscreen !== before.fullscreen
      || settings.keyboard !== before.keyboard) post(...insetsChanged(context(), state))
  }

  async function launch() {
    launches += 1
    const mine = launches
    state = openedState(settings.fullscreen)
    confirming = undefined
    closed.hidden = true
    frame.close()
    render()
    const query = new URLSearchParams({ user: settings.user })
    if (settings.start) query.set('start', settings.start)
    if (settings.language) query.set('language', settings.language)
    try {
      const response = await fetch(`/dev/init-data?${query}`)
      const text = await response.text()
      if (!response.ok) throw new Error(text)
      // A later choice has overtaken this one.
      if (mine === launches) frame.open(launchUrl(new URL(config.appUrl, location.href).href, text, settings))
    } catch (error) {
      if (mine === launches) sayClosed(`The server gave no launch data.\n${error instanceof Error ? error.message : ''}`)
    }
  }

  function close() {
    frame.close()
    state = openedState(settings.fullscreen)
    render()
    sayClosed(`${config.botName} is closed.`)
  }

  /** @param {string} [answer] */
  function onConfirmed(answer) {
    confirming = undefined
    if (answer === 'close') close()
    else render()
  }

  /** @param {string} text */
  function sayClosed(text) {
    byId('closed-text', HTMLParagraphElement).textContent = text
    closed.hidden = false
  }

  return {
    change,
    launch,
    post,
    /** The user's own closing, which the app may have asked to have confirmed. */
    requestClose() {
      if (!state.confirmClosing || !frame.isOpen) return close()
      confirming = closingQuestion(config.botName)
      render()
    },
    reload() {
      if (!frame.isOpen) return void launch()
      if (state.reloadSupported) post({ type: 'reload_iframe' })
      else void launch()
    },
  }
}

/** @param {string} title @returns {Popup} */
function closingQuestion(title) {
  return {
    title,
    message: 'Changes that you made may not be saved.',
    buttons: [{ id: '', type: 'cancel', text: 'Cancel' }, { id: 'close', type: 'destructive', text: 'Close anyway' }],
  }
}

/** @param {string} url @param {string} name */
function download(url, name) {
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.rel = 'noopener'
  link.click()
}
