/** Longer words are cut, in characters; more words of one message are not indexed. Both keep an index row bounded. */
const longestToken = 40
const mostTokens = 20_000

/** Scripts that put no spaces between words, and Korean, which joins particles to them. */
const dense = String.raw`[[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Bopo}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]&&[\p{L}\p{M}\p{N}]]`
const spaced = String.raw`[[\p{L}\p{M}\p{N}]--${dense}]`
const runs = new RegExp(`(?<dense>${dense}+)|${spaced}+`, 'gv')
const spacedEnd = new RegExp(`${spaced}$`, 'v')
const spacedStart = new RegExp(`^${spaced}`, 'v')

/** A word to look up; `prefix`: any word that begins with it will do. */
export interface Wanted {
  token: string
  prefix: boolean
}

/** The different tokens of a folded text: its words and, where words have no spaces, every two characters in a row. */
export function tokensOf(folded: string): Set<string> {
  const tokens = new Set<string>()
  for (const { 0: run, groups } of folded.matchAll(runs)) {
    const characters = Array.from(run)
    if (groups?.['dense'] === undefined) tokens.add(cut(characters))
    // The last character stands alone too, so that every single character begins a token.
    else for (const index of characters.keys()) tokens.add(pair(characters, index))
    if (tokens.size >= mostTokens) break
  }
  return tokens
}

/** What every text that contains the folded `term`, from the start of a word, has among its tokens. */
export function wantedTokens(term: string): Wanted[] {
  return Array.from(term.matchAll(runs)).flatMap(({ 0: run, groups, index }): Wanted[] => {
    const characters = Array.from(run)
    if (groups?.['dense'] === undefined) return [{ token: cut(characters), prefix: index + run.length === term.length }]
    if (characters.length === 1) return [{ token: run, prefix: true }]
    return characters.slice(1).map((_, at) => ({ token: pair(characters, at), prefix: false }))
  })
}

/** Whether `term` may begin at `at`: not in the middle of a word, in scripts that have spaces. */
export function beginsWord(folded: string, at: number, term: string): boolean {
  return !(spacedStart.test(term) && spacedEnd.test(folded.slice(Math.max(0, at - 2), at)))
}

function cut(characters: string[]): string {
  return characters.slice(0, longestToken).join('')
}

function pair(characters: string[], index: number): string {
  return characters.slice(index, index + 2).join('')
}
