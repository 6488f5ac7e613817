/** The value below which `share` (0 to 1) of the values lie, by nearest rank; NaN when there are none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

/** The middle value, or the mean of the two in the middle; NaN when there are none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right)
  const middle = sorted.length / 2
  const upper = sorted[Math.floor(middle)] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}

export interface Summary {
  count: number
  median: number
  p99: number
  least: number
  most: number
}

/** What a table tells of many values. */
export function summarise(values: readonly number[]): Summary {
  return {
    count: values.length,
    median: median(values),
    p99: quantile(values, 0.99),
    least: quantile(values, 0),
    most: quantile(values, 1),
  }
}

/** What each value of each round is over the median of `base` in the same round. */
export function addedOver(rounds: readonly number[][], base: readonly number[][]): number[] {
  return rounds.flatMap((values, round) => values.map((value) => value - median(base[round] ?? [])))
}
