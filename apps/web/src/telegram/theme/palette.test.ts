import { describe, expect, it } from 'vitest'
import { contrast, luminance, mix, normalizeHex } from './color.ts'
import type { Palette } from './palette.ts'
import { createPalette, isDark } from './palette.ts'
import type { ThemeParams } from './params.ts'
import { completeTheme, darkTheme, lightTheme } from './params.ts'
import { readable } from './readable.ts'

/** mulberry32: the same twenty themes in every run. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let value = Math.imul(state ^ (state >>> 15), 1 | state)
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value
    return ((value ^ (value >>> 14)) >>> 0) / 4294967296
  }
}

function randomTheme(seed: number): ThemeParams {
  const random = seeded(seed)
  const color = () => `#${Math.floor(random() * 0x1000000).toString(16).padStart(6, '0')}`
  return Object.fromEntries(Object.keys(lightTheme).map((key) => [key, color()])) as ThemeParams
}

const themes: [string, ThemeParams][] = [
  ['light', lightTheme],
  ['dark', darkTheme],
  ...Array.from({ length: 20 }, (_, seed): [string, ThemeParams] => [`random ${seed}`, randomTheme(seed)]),
]

describe.each(themes)('the palette of the theme %s', (_name, theme) => {
  const palette = createPalette(theme)
  const backgrounds = ['surface', 'page', 'cell', 'header', 'fill', 'bubble'] as const satisfies (keyof Palette)[]
  const texts = ['text', 'secondary', 'section-header', 'link', 'accent', 'destructive'] as const

  it.each(texts)('has %s readable on every background', (name) => {
    for (const background of backgrounds) {
      expect(contrast(palette[name], palette[background]), background).toBeGreaterThanOrEqual(4.5)
    }
  })

  it('has readable buttons and toasts', () => {
    expect(contrast(palette['button-text'], palette.button)).toBeGreaterThanOrEqual(4.5)
    expect(contrast(palette['inverse-text'], palette.inverse)).toBeGreaterThanOrEqual(4.5)
    expect(contrast(palette.text, palette['bottom-bar'])).toBeGreaterThanOrEqual(4.5)
  })
})

describe('readable', () => {
  it('leaves a colour alone that is readable already', () => {
    expect(readable('#0050a0', '#ffffff', '#000000')).toBe('#0050a0')
  })

  it('moves a colour no further than needed', () => {
    const hint = readable('#999999', '#ffffff', '#000000')
    expect(contrast(hint, '#ffffff')).toBeGreaterThanOrEqual(4.5)
    expect(contrast(hint, '#ffffff')).toBeLessThan(5.2)
  })

  it('goes past the text to black or white when the text itself cannot be read', () => {
    expect(contrast(readable('#888888', '#777777', '#7a7a7a'), '#777777')).toBeGreaterThanOrEqual(4.5)
  })
})

describe('colours', () => {
  it('mixes in oklab as browsers do', () => {
    // What Chromium computes for color-mix(in oklab, white, black 50%).
    expect(mix('#ffffff', '#000000', 50)).toBe('#636363')
    expect(mix('#123456', '#fedcba', 0)).toBe('#123456')
    expect(mix('#123456', '#fedcba', 100)).toBe('#fedcba')
  })

  it('knows the ends of the scale', () => {
    expect(luminance('#ffffff')).toBeCloseTo(1)
    expect(contrast('#ffffff', '#000000')).toBeCloseTo(21)
  })

  it.each([['#ABC', '#aabbcc'], ['#A1b2C3', '#a1b2c3'], ['red', undefined], ['#12345', undefined], [12, undefined]])(
    'reads %s as %s', (value, hex) => expect(normalizeHex(value)).toBe(hex))
})

describe('a theme that a client sent', () => {
  it('is completed from its kin, then from the default', () => {
    const theme = completeTheme({ bg_color: '#101010', link_color: '#0f0', hint_color: 'nonsense' }, darkTheme)
    expect(theme.section_bg_color).toBe('#101010')
    expect(theme.accent_text_color).toBe('#00ff00')
    expect(theme.hint_color).toBe(darkTheme.hint_color)
  })

  it('is dark when its page is', () => {
    expect(isDark(lightTheme)).toBe(false)
    expect(isDark(darkTheme)).toBe(true)
  })
})
