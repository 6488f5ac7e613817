/**
 * A colour as it is, or the theme's when it is the name of one.
 * @param {string} color
 * @param {Record<string, string>} theme
 */
export function resolveColor(color, theme) {
  return theme[color] ?? color
}

/**
 * Black or white, whichever reads better on this colour.
 * @param {string} hex "#rrggbb"
 */
export function readableOn(hex) {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16))
  return red * 0.299 + green * 0.587 + blue * 0.114 > 150 ? '#000000' : '#ffffff'
}
