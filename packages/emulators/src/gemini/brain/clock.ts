/** Marks start over after 2^24 ms, about four and a half hours, so that a token stays as short as a word is. */
const period = 2 ** 24

/**
 * The text of the scenario `clock`: each token is a mark of the time at which it is made, which is when its chunk is
 * sent, and the last one is made before `until` (milliseconds since the epoch).
 */
export function* clockTokens(until: number, now: () => number = Date.now): Generator<string> {
  for (let time = now(); time < until; time = now()) yield ` @${(Math.floor(time) % period).toString(36)}.`
}

/** How old each mark in a text is at `now`, milliseconds; marks that are cut off are none. */
export function clockAges(text: string, now: number): number[] {
  return Array.from(text.matchAll(/@([0-9a-z]+)\./g), ([, mark = '']) =>
    ((Math.floor(now) % period) - parseInt(mark, 36) + period) % period)
}
