import { contrast, mix, pole } from './color.ts'
import type { ThemeParams } from './params.ts'
import { readable, textContrast } from './readable.ts'

/** The colours that components use, as `--color-*`. Every pair of text and background reaches 4.5:1. */
export function createPalette(theme: ThemeParams) {
  const surface = theme.bg_color
  const text = readable(theme.text_color, surface, theme.text_color)
  /** A background that the text cannot be read on is not taken over. */
  const safe = (background: string) => contrast(text, background) >= textContrast ? background : surface
  const page = safe(theme.secondary_bg_color)
  const cell = safe(theme.section_bg_color)
  const header = safe(theme.header_bg_color)
  const fill = safe(mix(page, text, 4.5))
  const bubble = safe(mix(surface, theme.accent_text_color, 15))
  const backgrounds = [surface, page, cell, header, fill, bubble]
  const onAll = (color: string) => readable(color, backgrounds, text)
  const button = readable(theme.button_color, theme.button_text_color, pole(theme.button_text_color))
  return {
    /** The chat's page. */
    surface,
    /** The page behind grouped cells, and code blocks. */
    page,
    cell,
    header,
    'bottom-bar': safe(theme.bottom_bar_bg_color),
    /** Fields and pressed things, on any of the above. */
    fill,
    /** Behind the user's own words. */
    bubble,
    text,
    secondary: onAll(theme.subtitle_text_color),
    'section-header': onAll(theme.section_header_text_color),
    link: onAll(theme.link_color),
    accent: onAll(theme.accent_text_color),
    destructive: onAll(theme.destructive_text_color),
    button,
    'button-text': theme.button_text_color,
    separator: theme.section_separator_color,
    /** The one inverted surface: toasts. */
    inverse: text,
    'inverse-text': surface,
  }
}

export type Palette = ReturnType<typeof createPalette>

/** Whether light text belongs on the theme's page. */
export const isDark = (theme: ThemeParams): boolean => pole(theme.bg_color) === '#ffffff'
