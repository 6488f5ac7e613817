/** Controls, line and paragraph separators, and the marks that turn the direction of text around. */
const unsafe = /[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/gu

/** Somebody else's words as one plain line without controls, cut to `length` as `cutToLength` does. */
export function plainText(text: string, length: number): string {
  return cutToLength(text.replace(unsafe, ' ').replace(/\s+/gu, ' ').trim(), length)
}

/** The beginning of a text, at most `length` UTF-16 units long; no character that a reader sees as one is split. */
export function cutToLength(text: string, length: number): string {
  if (text.length <= length) return text
  let cut = ''
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (cut.length + segment.length > length) break
    cut += segment
  }
  return cut.trimEnd()
}
