import { contrast, mix, pole } from './color.ts'

/** What WCAG 2.2 AA asks of text: https://www.w3.org/TR/WCAG22/#contrast-minimum */
export const textContrast = 4.5

/**
 * `color`, moved towards `text` no further than it takes to reach 4.5:1 on every one of `backgrounds`. When even `text`
 * does not reach it, the way goes on to black or white. A theme's own hint, link and button pairs often miss the mark.
 */
export function readable(color: string, backgrounds: string | readonly string[], text: string): string {
  const all = typeof backgrounds === 'string' ? [backgrounds] : backgrounds
  const passes = (candidate: string) => all.every((background) => contrast(candidate, background) >= textContrast)
  const end = pole(all[0] ?? '#ffffff')
  for (const [from, to] of [[color, text], [text, end]] as const) {
    for (let percent = 0; percent <= 100; percent += 4) {
      const candidate = mix(from, to, percent)
      if (passes(candidate)) return candidate
    }
  }
  return end
}
