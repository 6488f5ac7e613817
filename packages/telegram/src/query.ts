import { InitDataError } from './errors.ts'

/** Longest launch data that is looked at, in bytes; real data is about 0.5 KiB. */
export const maxInitDataBytes = 4096

const unprintable = /[^\x21-\x7E]/
const badEscape = /%(?![0-9A-F]{2})/
const fieldName = /^[a-z][a-z0-9_]*$/i

/**
 * The decoded fields of a launch query string, values verbatim. Stricter than `URLSearchParams`: one field set has as
 * good as one spelling here, so nothing can be regrouped, hidden behind a duplicate or respelled under a valid hash.
 * @throws {InitDataError} MISSING for no data, INVALID for anything else that is not a plain query string.
 */
export function parseQuery(raw: string | undefined): Map<string, string> {
  if (raw === undefined || raw === '') throw new InitDataError('MISSING', 'There is no launch data')
  if (raw.length > maxInitDataBytes) throw new InitDataError('INVALID', 'Launch data is over 4 KiB')
  if (unprintable.test(raw) || badEscape.test(raw)) throw new InitDataError('INVALID', 'Launch data is badly encoded')

  const fields = new Map<string, string>()
  for (const pair of raw.split('&')) {
    const equals = pair.indexOf('=')
    const name = pair.slice(0, Math.max(equals, 0))
    if (!fieldName.test(name)) throw new InitDataError('INVALID', 'Launch data has a malformed field')
    if (fields.has(name)) throw new InitDataError('INVALID', 'Launch data has a field twice')
    fields.set(name, decode(pair.slice(equals + 1)))
  }
  return fields
}

function decode(encoded: string): string {
  let value = encoded.includes('+') ? encoded.replaceAll('+', ' ') : encoded
  if (!value.includes('%')) return value
  try {
    value = decodeURIComponent(value)
  } catch (cause) {
    throw new InitDataError('INVALID', 'Launch data is not UTF-8', { cause })
  }
  // The signed text joins fields by line feeds: with one inside a value, two field sets would have the same text.
  if (value.includes('\n')) throw new InitDataError('INVALID', 'Launch data has a line feed in a value')
  return value
}
