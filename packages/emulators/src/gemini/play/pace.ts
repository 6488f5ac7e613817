/** How fast a reply comes. */
export interface Pace {
  /** Milliseconds before anything is sent. */
  firstByteMs: number
  /** `Infinity` for as fast as the client reads. */
  tokensPerSecond: number
  /** Tokens in one chunk; the chunks come more seldom the more they hold. */
  tokensPerChunk: number
}

/** About what a flash model does. */
export const defaultPace: Pace = { firstByteMs: 250, tokensPerSecond: 120, tokensPerChunk: 4 }
