import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Bar, Benchmark, Effort } from './benchmark.ts'
import { describeMachine } from './machine.ts'
import { formatTable } from './table.ts'

const resultsFolder = join(import.meta.dirname, '..', '..', 'results')

/** Runs a benchmark, prints it and writes it down. Resolves to the exit code: 1 when a bar falls short. */
export async function runBenchmark(benchmark: Benchmark, effort: Effort): Promise<0 | 1> {
  const machine = describeMachine()
  process.stdout.write(`${benchmark.name}: ${benchmark.about}\n${machine.summary}\n`)
  const { table, bars, settings, figures } = await benchmark.run(effort)
  const short = bars.filter((bar) => !isMet(bar))
  process.stdout.write(`\n${formatTable(table)}\n\n`)
  for (const bar of bars) {
    process.stdout.write(`${isMet(bar) ? 'met' : 'NOT MET'}: ${bar.name} ${bar.figure.toFixed(2)}, at most ${bar.most}\n`)
  }

  const file = join(resultsFolder, `${benchmark.name}.json`)
  await mkdir(resultsFolder, { recursive: true })
  const result = { benchmark: benchmark.name, at: new Date().toISOString(), machine, settings, bars, table, figures }
  await writeFile(file, `${JSON.stringify(result, null, 2)}\n`)
  process.stdout.write(`Written to ${file}\n`)
  return short.length === 0 ? 0 : 1
}

/** A figure that is not a number meets nothing. */
const isMet = ({ figure, most }: Bar) => figure <= most
