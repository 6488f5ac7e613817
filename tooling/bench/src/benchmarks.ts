import { coldStart } from './benchmarks/cold-start.ts'
import { firstToken } from './benchmarks/first-token.ts'
import { initData } from './benchmarks/init-data.ts'
import { reads } from './benchmarks/reads.ts'
import type { Benchmark } from './harness/benchmark.ts'

/** Every benchmark, by the name it is run by. A new one is a file in `benchmarks/` and a word here. */
export const benchmarks: ReadonlyMap<string, Benchmark> = new Map(
  [firstToken, reads, initData, coldStart].map((benchmark) => [benchmark.name, benchmark]),
)
