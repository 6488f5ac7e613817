/** Chances that a seed decides, so that what went wrong once goes wrong again. */
export interface Random {
  /** A whole number from `from` to `to`, both included. */
  integer: (from: number, to: number) => number
  /** True with the probability `p`. */
  chance: (p: number) => boolean
  pick: <T>(list: readonly [T, ...T[]]) => T
  shuffle: <T>(list: readonly T[]) => T[]
}

/** mulberry32: small, quick, and good enough to choose moments with. */
export function createRandom(seed: number): Random {
  let state = seed | 0
  function next(): number {
    state = (state + 0x6D2B79F5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const integer = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1))
  return {
    integer,
    chance: (p) => next() < p,
    pick: (list) => list[integer(0, list.length - 1)] ?? list[0],
    shuffle: (list) => list.map((item) => ({ item, place: next() })).sort((a, b) => a.place - b.place)
      .map(({ item }) => item),
  }
}
