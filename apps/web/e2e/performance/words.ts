/** What a reader sees of a text: the marks of Markdown that the emulator's words have gone, spaces as they fall. */
export const seenWords = (text: string): string[] =>
  text.replace(/\*\*|`|(?<=^|\s)_|_(?=\s|$)/gu, '').split(/\s+/u).filter((word) => word !== '')

/**
 * How many words of `wanted` are missing in `there`, or stand there in excess: what the two do not have in common in
 * the same order. One word that is lost counts one, whatever follows it.
 */
export function wordsApart(wanted: readonly string[], there: readonly string[]): number {
  // The longest common subsequence, a row of its table at a time.
  let row = new Uint32Array(there.length + 1)
  for (const word of wanted) {
    const next = new Uint32Array(there.length + 1)
    for (let at = 0; at < there.length; at += 1) {
      next[at + 1] = there[at] === word ? (row[at] ?? 0) + 1 : Math.max(row[at + 1] ?? 0, next[at] ?? 0)
    }
    row = next
  }
  return wanted.length + there.length - 2 * (row[there.length] ?? 0)
}
