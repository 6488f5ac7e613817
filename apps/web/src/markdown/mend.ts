import { closeInline } from './mend-inline.ts'

const fence = /^ {0,}(?:>[ ]?|[-*+] |\d{1,9}[.)] )*(?:`{3,}|~{3,})/gm
/** A last line that may turn into anything: a mark without words, or the head of a table without its rule. */
const undecided = /(?:^|\n)[ \t]*(?:[-*+=_~]+|#{1,6}|\d{1,9}[.)]|>[> ]*|[-*+] \[[ xX]?\]?)[ \t]*$/
const tableHead = /(?:^|\n)[ \t]*\|[^\n]*(?:\n[ \t]*\|?[-:| \t]*)?$/
const ownLine = /^[ \t]*(?:[-*+]|\d{1,9}[.)]|#{1,6}|>)[ \t]/

/**
 * The last block of a text that is still being written, as it will most likely turn out: emphasis and code that are
 * open get closed, half a link is its words, and a line that can still become anything is held back. Without it,
 * words would flicker between a heading, a list and plain text while they arrive.
 */
export function mend(raw: string): string {
  if ((raw.match(fence)?.length ?? 0) % 2 === 1) return raw
  const decided = raw.replace(undecided, '').replace(tableHead, '')
  const start = lastRun(decided)
  return decided.slice(0, start) + closeInline(decided.slice(start))
}

/** Where the last run of inline text begins: after a blank line, or with a line that has a mark of its own. */
function lastRun(text: string): number {
  let end = text.length
  while (end > 0) {
    const start = text.lastIndexOf('\n', end - 1) + 1
    const line = text.slice(start, end)
    if (line.trim() === '' && end < text.length) return Math.min(end + 1, text.length)
    if (start === 0) return 0
    if (ownLine.test(line)) return start
    end = start - 1
  }
  return 0
}
