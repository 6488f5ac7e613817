/** What the page can be set to, in the address bar and in the panel. */
export interface Settings {
  theme: 'light' | 'dark'
  platform: 'weba' | 'ios' | 'android' | 'tdesktop'
  /** Mini Apps version: "6.0" to "9.6". */
  version: string
  /** Screen in CSS pixels, "390x844", or "full" for all the room there is. */
  size: string
  /** User id, decimal. */
  user: string
  /** Replaces the user's language; empty: the user's own. */
  language: string
  /** start_param; empty: none. */
  start: string
  frame: boolean
  fullscreen: boolean
  /** What a request for the location is answered with. */
  location: 'allow' | 'deny' | 'off'
  latitude: number
  longitude: number
  /** Device insets, as top, right, bottom, left. */
  safe: Insets
  keyboard: boolean
}

export interface Insets { top: number, right: number, bottom: number, left: number }

export interface Viewport { width: number, height: number }

/** A call from the app, as it came over the wire. */
export interface Call { method: string, params: Record<string, unknown> }

/** An event to the app. */
export interface HostEvent { type: string, data?: unknown }

export interface BottomButton {
  visible: boolean
  active: boolean
  progress: boolean
  text: string
  color: string | undefined
  textColor: string | undefined
}

export interface PopupButton { id: string, type: 'default' | 'destructive' | 'ok' | 'close' | 'cancel', text: string }

export interface Popup { title: string, message: string, buttons: PopupButton[] }

/** All that the app has asked of the client since it was opened. */
export interface HostState {
  ready: boolean
  reloadSupported: boolean
  backButton: boolean
  settingsButton: boolean
  mainButton: BottomButton
  secondaryButton: BottomButton
  secondaryPosition: string
  confirmClosing: boolean
  verticalSwipes: boolean
  fullscreen: boolean
  headerColor: string | undefined
  backgroundColor: string | undefined
  bottomBarColor: string | undefined
  popup: Popup | undefined
  /** When the latest popups were opened, in ms: clients allow three in three seconds. */
  popupTimes: readonly number[]
}

/** What only the page can do: leave the frame, touch the window. */
export type Effect
  = | { type: 'close' }
    | { type: 'openLink', url: string }
    | { type: 'download', url: string, name: string }
    | { type: 'haptic', kind: string }
    | { type: 'hideKeyboard' }

/** What surrounds a call: the client's settings and measures. */
export interface HostContext {
  settings: Settings
  viewport: Viewport
  storage: KeyValueStore
  /** Milliseconds. */
  now: number
}

/** The part of `localStorage` that CloudStorage and DeviceStorage need. */
export interface KeyValueStore {
  keys: () => string[]
  get: (key: string) => string | null
  set: (key: string, value: string) => void
  remove: (key: string) => void
}

/** The outcome of one call. `note` says for the log why the client did not do what was asked. */
export interface Outcome { state: HostState, events?: HostEvent[], effects?: Effect[], note?: string }

export interface ClientUser { id: string, name: string, about: string }

/** What the server tells the page. */
export interface ClientConfig { appUrl: string, botName: string, users: ClientUser[] }

export interface LogEntry { at: Date, from: 'app' | 'client', type: string, data: unknown, note?: string }
