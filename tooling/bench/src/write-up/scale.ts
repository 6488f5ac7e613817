/** Places values on an axis whose decades are equally long. */
export interface LogScale {
  /** Where a value stands; what is off the axis stands at its end. */
  at: (value: number) => number
  /** 1, 2 and 5 times the powers of ten, on a short axis; the powers alone on a long one. */
  ticks: number[]
}

/** An axis that covers all `values` (above 0), from `start` to `end` in pixels. */
export function logScale(values: readonly number[], [start, end]: readonly [number, number]): LogScale {
  const low = 10 ** Math.floor(Math.log10(Math.min(...values)))
  const high = 10 ** Math.ceil(Math.log10(Math.max(...values, low * 10)))
  const decades = Math.round(Math.log10(high / low))
  const powers = Array.from({ length: decades + 1 }, (_, index) => low * 10 ** index)
  const steps = decades > 2 ? [1] : [1, 2, 5]
  const share = (value: number) => Math.log10(value / low) / decades
  return {
    at: (value) => start + Math.min(1, Math.max(0, share(value))) * (end - start),
    ticks: powers.flatMap((power) => steps.map((step) => step * power)).filter((tick) => tick <= high),
  }
}
