import { normalizeHex } from './color.ts'

/** Telegram's theme parameters that the palette is made of: https://core.telegram.org/bots/webapps#themeparams */
export const lightTheme = {
  bg_color: '#ffffff',
  secondary_bg_color: '#f0f0f0',
  section_bg_color: '#ffffff',
  text_color: '#000000',
  hint_color: '#999999',
  subtitle_text_color: '#999999',
  section_header_text_color: '#168acd',
  link_color: '#168acd',
  accent_text_color: '#168acd',
  button_color: '#40a7e3',
  button_text_color: '#ffffff',
  destructive_text_color: '#d14e4e',
  header_bg_color: '#ffffff',
  bottom_bar_bg_color: '#ffffff',
  section_separator_color: '#e7e7e7',
}

export type ThemeParams = typeof lightTheme

export const darkTheme: ThemeParams = {
  bg_color: '#17212b',
  secondary_bg_color: '#232e3c',
  section_bg_color: '#17212b',
  text_color: '#f5f5f5',
  hint_color: '#708499',
  subtitle_text_color: '#708499',
  section_header_text_color: '#6ab3f3',
  link_color: '#6ab3f3',
  accent_text_color: '#6ab3f3',
  button_color: '#5288c1',
  button_text_color: '#ffffff',
  destructive_text_color: '#ec3942',
  header_bg_color: '#17212b',
  bottom_bar_bg_color: '#17212b',
  section_separator_color: '#111921',
}

type Key = keyof ThemeParams

/** Older clients send fewer colours; each missing one is like one that they do send. */
const kin: Partial<Record<Key, Key>> = {
  section_bg_color: 'bg_color',
  header_bg_color: 'bg_color',
  bottom_bar_bg_color: 'bg_color',
  subtitle_text_color: 'hint_color',
  accent_text_color: 'link_color',
  section_header_text_color: 'link_color',
}

/** A whole theme from what a client sent; what it left out or garbled comes from its kin, then from `fallback`. */
export function completeTheme(sent: Readonly<Record<string, unknown>>, fallback: ThemeParams): ThemeParams {
  const pick = (key: Key): string => {
    const relative = kin[key]
    return normalizeHex(sent[key]) ?? (relative && normalizeHex(sent[relative])) ?? fallback[key]
  }
  return Object.fromEntries((Object.keys(lightTheme) as Key[]).map((key) => [key, pick(key)])) as ThemeParams
}
