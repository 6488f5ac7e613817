const words = [
  'river', 'stone', 'light', 'paper', 'quiet', 'seven', 'open', 'window', 'garden', 'and', 'the', 'with', 'under', 'slow',
  'naïve', 'Straße', 'São', 'Z̵̢a̶l', 'cafe\u0301', 'привет', 'погода', 'مرحبا', 'سلام', '東京', '天気', 'नमस्ते', '한국어',
  '🙂', '👩‍👩‍👧', '🇫🇷', '👍🏽', '𝔘𝔫𝔦', '`code`', '**bold**', '_it_', '(x)', '42', '3.14',
]

export interface Script {
  /** How many tokens. */
  n: number
  /** Any integer: the same seed gives the same text. */
  seed?: number | undefined
}

/** The text of the scenario `tokens`, one token at a time; each is one token of the stream. */
export function* scriptedTokens({ n, seed = 1 }: Script): Generator<string> {
  let state = seed | 0
  for (let index = 0; index < n; index++) {
    // mulberry32, a small generator with a full period: enough to make the text differ everywhere.
    state = (state + 0x6D2B79F5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    const random = (mixed ^ (mixed >>> 14)) >>> 0
    const word = words[random % words.length] ?? ''
    const space = index === 0 ? '' : index % 40 === 0 ? '\n\n' : ' '
    yield space + word
  }
}

/**
 * The exact text that the scenario `tokens` streams: words in several scripts, emoji made of several code points,
 * combining marks. A pure function of its arguments, so that a test can compare what arrived.
 */
export function scriptedText(script: Script): string {
  return [...scriptedTokens(script)].join('')
}
