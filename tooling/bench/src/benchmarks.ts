import { browser } from './benchmarks/browser.ts'
import { client } from './benchmarks/client.ts'
import { coldStart } from './benchmarks/cold-start.ts'
import { contextCost } from './benchmarks/context-cost.ts'
import { firstToken } from './benchmarks/first-token.ts'
import { idleStreams } from './benchmarks/idle-streams.ts'
import { initData } from './benchmarks/init-data.ts'
import { loadOne, loadTwo } from './benchmarks/load.ts'
import { reads } from './benchmarks/reads.ts'
import { sends } from './benchmarks/sends.ts'
import { streams } from './benchmarks/streams.ts'
import type { Benchmark } from './harness/benchmark.ts'

const all = [
  firstToken, streams, sends, reads, initData, idleStreams, coldStart, contextCost, client, browser, loadOne, loadTwo,
]

/** Every benchmark, by the name it is run by. A new one is a file in `benchmarks/` and a word here. */
export const benchmarks: ReadonlyMap<string, Benchmark> = new Map(all.map((benchmark) => [benchmark.name, benchmark]))
