import type { ShallowRef } from 'vue'
import { computed, shallowRef, watch } from 'vue'
import type { Bridge } from '../bridge.ts'
import type { Palette } from './palette.ts'
import { createPalette, isDark } from './palette.ts'
import type { ThemeParams } from './params.ts'
import { completeTheme, darkTheme, lightTheme } from './params.ts'

export type ThemeChoice = 'telegram' | 'light' | 'dark'

/** Which colour of the palette a bar or page takes. */
export interface Chrome {
  header: keyof Palette
  background: keyof Palette
}

export interface Theme {
  readonly dark: Readonly<ShallowRef<boolean>>
  /** Outside Telegram only: inside, the client's theme is the theme. */
  choose: (choice: ThemeChoice) => void
  /** Colours the client's own bars and the page to go with a screen. */
  dress: (chrome: Chrome) => void
}

/** Keeps `--tg-theme-*` and `--color-*` on `root`, and the client's bars, in step with the client's theme. */
export function createTheme(
  { bridge, sent, prefersDark, root }: {
    bridge: Bridge
    /** The theme of the launch; undefined outside Telegram. */
    sent: Readonly<Record<string, unknown>> | undefined
    prefersDark: MediaQueryList
    root: HTMLElement
  },
): Theme {
  const fromClient = shallowRef(sent)
  const systemDark = shallowRef(prefersDark.matches)
  const choice = shallowRef<ThemeChoice>('telegram')
  const chrome = shallowRef<Chrome>({ header: 'page', background: 'page' })

  bridge.on('theme_changed', ({ theme_params: params }) => (fromClient.value = params))
  // The launch parameters are as old as the launch: a reload would bring back a theme that was left long ago.
  bridge.post('web_app_request_theme')
  prefersDark.addEventListener('change', ({ matches }) => (systemDark.value = matches))

  const params = computed((): ThemeParams => {
    const system = systemDark.value ? darkTheme : lightTheme
    if (fromClient.value !== undefined) return completeTheme(fromClient.value, fallbackFor(fromClient.value, system))
    return { telegram: system, light: lightTheme, dark: darkTheme }[choice.value]
  })
  const palette = computed(() => createPalette(params.value))
  const dark = computed(() => isDark(params.value))

  watch([params, palette], () => {
    for (const [key, value] of Object.entries(params.value)) {
      root.style.setProperty(`--tg-theme-${key.replaceAll('_', '-')}`, value)
    }
    for (const [key, value] of Object.entries(palette.value)) root.style.setProperty(`--color-${key}`, value)
    root.style.setProperty('color-scheme', dark.value ? 'dark' : 'light')
    root.dataset['theme'] = dark.value ? 'dark' : 'light'
  }, { immediate: true })

  watch([palette, chrome], () => {
    const { header, background } = chrome.value
    const color = (key: keyof Palette) => palette.value[key] as `#${string}`
    root.style.setProperty('--color-background', color(background))
    bridge.post('web_app_set_header_color', bridge.paintsHeader ? { color: color(header) } : { color_key: 'bg_color' })
    bridge.post('web_app_set_background_color', { color: color(background) })
    bridge.post('web_app_set_bottom_bar_color', { color: color(background) })
  }, { immediate: true })

  return {
    dark,
    choose: (next) => (choice.value = next),
    dress(next) {
      const { header, background } = chrome.value
      if (next.header !== header || next.background !== background) chrome.value = next
    },
  }
}

/** What a client leaves out has to fit what it sent: a dark page gets the dark defaults. */
function fallbackFor(sent: Readonly<Record<string, unknown>>, system: ThemeParams): ThemeParams {
  return isDark(completeTheme(sent, system)) ? darkTheme : lightTheme
}
