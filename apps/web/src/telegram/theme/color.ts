/** Red, green and blue of sRGB, 0 to 255. */
type Rgb = [number, number, number]

const isHex = (value: unknown): value is string => typeof value === 'string' && /^#[\da-f]{6}$/i.test(value)

/** `#rgb` and `#rrggbb` as `#rrggbb` in lower case; undefined for anything else. */
export function normalizeHex(value: unknown): string | undefined {
  if (isHex(value)) return value.toLowerCase()
  const short = typeof value === 'string' ? /^#([\da-f])([\da-f])([\da-f])$/i.exec(value) : null
  return short === null ? undefined : `#${short.slice(1).map((digit) => digit + digit).join('')}`.toLowerCase()
}

const parse = (hex: string): Rgb => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)) as Rgb

const format = (rgb: Rgb): string =>
  `#${rgb.map((value) => Math.round(Math.min(255, Math.max(0, value))).toString(16).padStart(2, '0')).join('')}`

const toLinear = (value: number): number =>
  value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4

const fromLinear = (value: number): number =>
  255 * (value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055)

/** Relative luminance, 0 to 1: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
export function luminance(hex: string): number {
  const [r, g, b] = parse(hex).map(toLinear) as Rgb
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** Contrast ratio, 1 to 21: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
export function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

/** Oklab, so that a mix of two colours looks like their middle: https://bottosson.github.io/posts/oklab/ */
function toOklab(hex: string): Rgb {
  const [r, g, b] = parse(hex).map(toLinear) as Rgb
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ]
}

function fromOklab([lightness, a, b]: Rgb): string {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  return format([
    fromLinear(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    fromLinear(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    fromLinear(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ])
}

/** What `color-mix(in oklab, from, to percent%)` gives. */
export function mix(from: string, to: string, percent: number): string {
  const [a, b] = [toOklab(from), toOklab(to)]
  return fromOklab(a.map((value, index) => value + ((b[index] ?? 0) - value) * percent / 100) as Rgb)
}

/** The end of the scale that stands out more from `background`. */
export const pole = (background: string): '#000000' | '#ffffff' =>
  contrast('#000000', background) > contrast('#ffffff', background) ? '#000000' : '#ffffff'
