/** Small and capital letters, and letters with and without accents, are the same to a search. */
const fold = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase()

/** Whether every word of a search is in one of the texts. */
export function foundIn(search: string, ...texts: string[]): boolean {
  const folded = fold(texts.join('\n'))
  return fold(search).split(/\s+/).every((word) => folded.includes(word))
}
