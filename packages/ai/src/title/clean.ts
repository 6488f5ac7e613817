import { cutToLength, plainText } from '../text.ts'

const longest = 60
const mostWords = 6

/** A model's title as one plain line of at most six words and 60 UTF-16 units; empty when nothing is left of it. */
export function cleanTitle(text: string): string {
  const line = text.split('\n').find((candidate) => candidate.trim() !== '') ?? ''
  const bare = line
    .replace(/[*_`~#>|[\]]/gu, '')
    .replace(/^\s*(?:title|name)\s*:\s*/iu, '')
    .replace(/["“”„«»‹›「」『』]/gu, '')
  return shorten(plainText(bare, 400)).replace(/^[\s'‘’\-–—•]+|[\s'‘’.。,،;:\-–—]+$/gu, '')
}

/** The beginning of the user's own message, for want of a title. */
export function firstWords(message: string): string {
  return shorten(plainText(message, 400))
}

function shorten(text: string): string {
  return cutToWords(text.split(' ').slice(0, mostWords))
}

/** Whole words as long as they fit; a first word that does not is cut. */
function cutToWords(words: string[]): string {
  let title = ''
  for (const word of words) {
    const longer = title === '' ? word : `${title} ${word}`
    if (longer.length > longest) return title === '' ? cutToLength(word, longest) : title
    title = longer
  }
  return title
}
