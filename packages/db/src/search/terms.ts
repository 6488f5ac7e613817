import { composed, fold } from './fold.ts'
import { beginsWord, wantedTokens } from './tokens.ts'

/** Marks around a word that are not meant: `Weather?` finds `weather`. `C++`, `100%` and `old_growth` stay whole. */
const mark = String.raw`[\p{Ps}\p{Pe}\p{Pi}\p{Pf}\p{Pd}"'.,!?;:¡¿،؛؟。、।…]+`
const around = new RegExp(`^${mark}|${mark}$`, 'gu')

/** More words than that are not looked for. */
const mostTerms = 12

/** The folded words of a search; none when it has no letter and no digit. */
export function termsOf(text: string): string[] {
  const words = fold(composed(text)).split(' ').map((word) => word.replace(around, ''))
  return [...new Set(words.filter((word) => wantedTokens(word).length > 0))].slice(0, mostTerms)
}

/** Where a term stands in a folded text, from the start of a word; -1 when nowhere. */
export function placeOf(folded: string, term: string): number {
  let at = folded.indexOf(term)
  while (at !== -1 && !beginsWord(folded, at, term)) at = folded.indexOf(term, at + 1)
  return at
}
