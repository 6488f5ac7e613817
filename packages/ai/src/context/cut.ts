import type { EstimateTokens } from './tokens.ts'

const gap = '\n[…]\n'

/** As much of a text as fits into `tokens`: its beginning and its end, whole characters only. */
export function cutToTokens(text: string, tokens: number, estimate: EstimateTokens): string {
  if (estimate(text) <= tokens) return text
  const characters = Array.from(new Intl.Segmenter().segment(text), ({ segment }) => split(segment)).flat()
  const keep = (count: number): string => {
    const head = Math.ceil(count / 2)
    return characters.slice(0, head).join('') + gap + characters.slice(characters.length - (count - head)).join('')
  }
  let low = 0
  let high = characters.length
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (estimate(keep(middle)) <= tokens) low = middle
    else high = middle - 1
  }
  return low === 0 ? '' : keep(low)
}

/** Hundreds of marks on one letter count as one character too: such a pile may be cut. */
function split(character: string): string[] {
  return character.length > 64 ? Array.from(character) : [character]
}
