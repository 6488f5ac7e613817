import type { ModelContent, ModelPart } from '../model/port.ts'

/** How many tokens a text costs, at a guess that errs on the high side. */
export type EstimateTokens = (text: string) => number

/**
 * Guesses the tokens of a text from its characters, so that no call of the provider is needed. Gemini's own rule of
 * thumb is four characters of English for a token (https://ai.google.dev/gemini-api/docs/tokens); digits are tokens of
 * their own, other scripts take more tokens for a character, and an emoji takes several. The weights are above what is
 * usual for each script, because an overfull request fails and a slightly shorter one does not.
 */
export const estimateTokens: EstimateTokens = (text) => {
  let tokens = 0
  for (const character of text) tokens += weigh(character.codePointAt(0) ?? 0)
  return Math.ceil(tokens)
}

/** First code point of a block, and what a character from there on costs, in tokens. */
const weights: readonly (readonly [from: number, tokens: number])[] = [
  [0x00, 0.5], // controls, space, punctuation
  [0x30, 1], // digits
  [0x3a, 0.5],
  [0x41, 0.3], // Latin capitals
  [0x5b, 0.5],
  [0x61, 0.3], // Latin
  [0x7b, 0.5],
  [0xc0, 0.6], // Latin with marks, Greek, Cyrillic, Armenian
  [0x590, 0.8], // Hebrew, Arabic, the scripts of India, Thai
  [0x1100, 1.2], // Hangul jamo and the scripts around
  [0x1e00, 0.8], // Latin and Greek with more marks
  [0x2000, 1], // typographic signs, arrows, mathematics
  [0x2600, 2], // pictographs
  [0x2e80, 1.2], // Chinese, Japanese, Korean
  [0xd800, 3], // private use, compatibility forms, emoji and all that lies beyond
]

/** Most text of most people is found here, without a search: every send waits while its prompt is weighed. */
const asciiWeights = Array.from({ length: 0x80 }, (_, codePoint) => search(codePoint))

function weigh(codePoint: number): number {
  return asciiWeights[codePoint] ?? search(codePoint)
}

function search(codePoint: number): number {
  return weights.findLast(([from]) => from <= codePoint)?.[1] ?? 3
}

/** What surrounds a part on the wire: its type, its place. */
const partOverhead = 6

/** What turns cost together. */
export function contentsTokens(contents: readonly ModelContent[], estimate: EstimateTokens): number {
  return contents.reduce((sum, content) => sum + contentTokens(content, estimate), 0)
}

/** What a turn costs, provider data (thought signatures) included. */
export function contentTokens(content: ModelContent, estimate: EstimateTokens): number {
  return content.parts.reduce((sum, part) => sum + partOverhead + partTokens(part, estimate), 0)
}

function partTokens(part: ModelPart, estimate: EstimateTokens): number {
  switch (part.type) {
    case 'text':
    case 'thought':
      return estimate(part.text) + providerTokens(part.providerData)
    case 'tool-call':
      return estimate(part.name + JSON.stringify(part.input)) + providerTokens(part.providerData)
    case 'tool-result':
      return estimate(part.name + JSON.stringify(part.output))
  }
}

/** Signatures are base64 of hidden thoughts: a token for every four characters. */
function providerTokens(data: object | undefined): number {
  return data ? Math.ceil(JSON.stringify(data).length / 4) : 0
}
