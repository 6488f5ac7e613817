import type { ShallowRef } from 'vue'
import { createBridge } from './bridge.ts'
import type { ClientButton, MainButton } from './buttons.ts'
import { createBackButton, createMainButton, createSettingsButton } from './buttons.ts'
import { createClosingGuard } from './closing.ts'
import type { OutgoingFile, SaveResult } from './files.ts'
import { createSave } from './files.ts'
import type { Haptics } from './haptics.ts'
import { createHaptics } from './haptics.ts'
import type { Launch } from './launch.ts'
import { createOpenLink } from './links.ts'
import type { LocationResult } from './location.ts'
import { createLocate } from './location.ts'
import type { Ask } from './popups.ts'
import { createAsk } from './popups.ts'
import type { Theme } from './theme/theme.ts'
import { createTheme } from './theme/theme.ts'
import type { Viewport } from './viewport.ts'
import { createViewport } from './viewport.ts'
import { createVisibility } from './visibility.ts'

/** Everything that Telegram's client does for the app, each with what stands in for it elsewhere. Nothing throws. */
export interface Telegram {
  readonly inTelegram: boolean
  /** Touch-first clients, where Enter makes a new line. */
  readonly platform: string
  readonly theme: Theme
  readonly viewport: Viewport
  readonly haptics: Haptics
  readonly backButton: ClientButton
  readonly settingsButton: ClientButton
  readonly mainButton: MainButton
  /** Whether somebody can see the app. */
  readonly visible: Readonly<ShallowRef<boolean>>
  /** The first paint is there: the client takes its placeholder away. */
  ready: () => void
  confirm: Ask
  openLink: (address: string) => void
  save: (file: OutgoingFile) => Promise<SaveResult>
  locate: () => Promise<LocationResult>
  /** Whether `locate` has anything to ask. */
  readonly canLocate: boolean
  hideKeyboard: () => void
  /** Closes the app; in a plain browser, where a page cannot, nothing happens. */
  close: () => void
  /** Asks before closing while any holder holds; see `useClosingConfirmation`. */
  guardClosing: (holder: symbol, hold: boolean) => void
}

/** `ask` stands in for the client's popups. */
export function createTelegram(
  { launch, ask, root }: { launch: Launch | undefined, ask: Ask, root: HTMLElement },
): Telegram {
  const inTelegram = launch !== undefined
  const bridge = createBridge(launch?.version)
  // A finger that scrolls a chat must not drag the app away.
  bridge.post('web_app_setup_swipe_behavior', { allow_vertical_swipe: false })
  return {
    inTelegram,
    platform: launch?.platform ?? 'browser',
    theme: createTheme({
      bridge, root, sent: launch?.theme, prefersDark: window.matchMedia('(prefers-color-scheme: dark)'),
    }),
    viewport: createViewport({ bridge, root, fullscreen: launch?.fullscreen ?? false, visual: window.visualViewport }),
    haptics: createHaptics(bridge),
    backButton: createBackButton(bridge),
    settingsButton: createSettingsButton(bridge),
    mainButton: createMainButton(bridge),
    visible: createVisibility(bridge, document),
    ready: () => bridge.post('web_app_ready'),
    confirm: createAsk(bridge, ask),
    openLink: createOpenLink(bridge),
    save: createSave(bridge, inTelegram),
    locate: createLocate(bridge, 'geolocation' in navigator ? navigator.geolocation : undefined),
    canLocate: bridge.supports('web_app_request_location') || 'geolocation' in navigator,
    hideKeyboard() {
      if (bridge.supports('web_app_hide_keyboard')) bridge.post('web_app_hide_keyboard')
      else if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    },
    close: () => bridge.post('web_app_close'),
    guardClosing: createClosingGuard(bridge, inTelegram),
  }
}
