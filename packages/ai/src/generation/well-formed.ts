/** U+FFFD, what every encoder puts in the place of what cannot be encoded. */
const replacement = '\uFFFD'

/**
 * Text that every layer keeps as it is: UTF-8 has no lone surrogates, and PostgreSQL stores no NUL. Both become U+FFFD
 * before anybody is shown them, so that shown, streamed and stored text are the same.
 */
export function wellFormed(text: string): string {
  return text.toWellFormed().replaceAll('\0', replacement)
}

/** Where `text` can be cut so that a surrogate pair, whose second half may still come, stays whole. */
export function wholeLength(text: string): number {
  const last = text.charCodeAt(text.length - 1)
  return last >= 0xD800 && last <= 0xDBFF ? text.length - 1 : text.length
}

/** `wellFormed` for every string in a piece of JSON; the same value when nothing had to change. */
export function wellFormedJson<T>(value: T): T {
  const json = JSON.stringify(value)
  // JSON.stringify escapes exactly these: NUL, and surrogates that stand alone.
  if (!/\\u(?:0000|d[89a-f])/.test(json)) return value
  return JSON.parse(json, (_key, inner: unknown) => (typeof inner === 'string' ? wellFormed(inner) : inner)) as T
}
