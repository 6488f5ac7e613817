import { firstToken } from './benchmarks/first-token.ts'
import type { Benchmark } from './harness/benchmark.ts'

/** Every benchmark, by the name it is run by. A new one is a file in `benchmarks/` and a word here. */
export const benchmarks: ReadonlyMap<string, Benchmark> = new Map(
  [firstToken].map((benchmark) => [benchmark.name, benchmark]),
)
