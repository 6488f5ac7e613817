/** Letters that Unicode does not take apart, and that people write for one another. */
const sameLetters = new Map(Object.entries({
  ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', ı: 'i', ς: 'σ',
  ٱ: 'ا', ى: 'ي', ی: 'ي', ک: 'ك', ة: 'ه',
  '’': '\'', '‘': '\'', ʼ: '\'', '′': '\'', '`': '\'', '“': '"', '”': '"', '„': '"', '«': '"', '»': '"',
}))

/**
 * What is left out: accents, Arabic and Hebrew vowel points, tatweel, the nukta of Indic scripts, and what has no width
 * of its own. Vowel signs of Indic scripts and the voice marks of kana stay: they make other words.
 */
const leftOut = /[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u093c\u09bc\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\u20d0-\u20ff\ufe00-\ufe0f\ufeff]/g

/** Arabic, Persian, Devanagari and Bengali zeros; the digits follow each of them. */
const zeros = [0x0660, 0x06f0, 0x0966, 0x09e6]

const hangul = /\p{Script=Hangul}/u
const known = new Map<string, string>()

function foldCharacter(character: string): string {
  if (/\s/.test(character)) return ' '
  const code = character.codePointAt(0) ?? 0
  const zero = zeros.find((first) => code >= first && code < first + 10)
  if (zero !== undefined) return String(code - zero)
  // A syllable stays whole: its letters alone would be found in the middle of others.
  if (hangul.test(character)) return character
  const plain = character.normalize('NFKD').toLowerCase().replace(leftOut, '')
  return Array.from(plain, (letter) => sameLetters.get(letter) ?? letter).join('').replace(/\s/g, ' ')
}

/** The form of a text in which `fold` counts its places. */
export const composed = (text: string): string => text.toWellFormed().normalize('NFC')

/**
 * A composed text as the search compares it: without case, accents, points, variants of a letter or digit, and with one
 * space for any stretch of white space. `places`, when given, gets the place in `text` of each code unit of the result.
 */
export function fold(text: string, places?: number[]): string {
  let folded = ''
  let place = 0
  let inSpace = false
  for (const character of text) {
    let plain = known.get(character)
    if (plain === undefined) known.set(character, plain = foldCharacter(character))
    // Asking the growing string for its end would copy it each time.
    if (plain !== ' ' || !inSpace) {
      folded += plain
      if (places) for (let unit = 0; unit < plain.length; unit += 1) places.push(place)
    }
    if (plain !== '') inSpace = plain === ' '
    place += character.length
  }
  return folded
}
