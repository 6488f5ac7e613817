import { composed, fold } from './fold.ts'
import { placeOf } from './terms.ts'

/** The words around a hit, in three pieces, so that a page can mark the middle one. `…` says that something was cut. */
export interface Snippet {
  before: string
  hit: string
  after: string
}

/** UTF-16 code units before and after the hit, and the most of the hit itself. */
const [around, longestHit] = [60, 300]

/** What stands around the first place where the folded `terms` are found; null when one of them is not in the text. */
export function snippetOf(text: string, terms: string[]): Snippet | null {
  const whole = composed(text)
  const places: number[] = []
  const folded = fold(whole, places)
  const found = terms.map((term) => ({ at: placeOf(folded, term), length: term.length }))
  if (found.some(({ at }) => at === -1)) return null

  const phrase = terms.join(' ')
  const [first] = [{ at: placeOf(folded, phrase), length: phrase.length }, ...found.toSorted((a, b) => a.at - b.at)]
    .filter(({ at }) => at !== -1)
  if (!first) return null
  const start = places[first.at] ?? 0
  const end = Math.min(endOf(whole, places, first.at + first.length), afterPair(whole, start + longestHit))
  const [from, to] = [beforePair(whole, start - around), afterPair(whole, end + around)]
  return {
    before: `${from > 0 ? '…' : ''}${whole.slice(from, start)}`,
    hit: whole.slice(start, end),
    after: `${whole.slice(end, to)}${to < whole.length ? '…' : ''}`,
  }
}

/** The end of a hit: the start of the next letter, so that marks which were left out belong to it. */
function endOf(whole: string, places: number[], foldedEnd: number): number {
  let end = foldedEnd
  while (end < places.length && places[end] === places[foldedEnd - 1]) end += 1
  return places[end] ?? whole.length
}

function beforePair(text: string, at: number): number {
  return isInPair(text, at) ? at - 1 : Math.max(0, at)
}

function afterPair(text: string, at: number): number {
  return isInPair(text, at) ? at + 1 : Math.min(text.length, at)
}

function isInPair(text: string, at: number): boolean {
  return at > 0 && (text.codePointAt(at - 1) ?? 0) > 0xffff
}
