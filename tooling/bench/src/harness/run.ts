import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describeBar, isMet } from './bar.ts'
import type { Benchmark, Effort } from './benchmark.ts'
import { describeMachine } from './machine.ts'
import { formatTable } from './table.ts'
import { describeVersions } from './versions.ts'

const resultsFolder = join(import.meta.dirname, '..', '..', 'results')

/** Runs a benchmark, prints it and writes it down. Resolves to the exit code: 1 when a bar falls short. */
export async function runBenchmark(benchmark: Benchmark, effort: Effort): Promise<0 | 1> {
  const machine = describeMachine()
  process.stdout.write(`${benchmark.name}: ${benchmark.about}\n${machine.summary}\n`)
  const say = (text: string): void => void process.stdout.write(text)
  const { table, bars, settings, figures } = await benchmark.run({ ...effort, say })
  process.stdout.write(`\n${formatTable(table)}\n\n${bars.map((bar) => `${describeBar(bar)}\n`).join('')}`)

  const file = join(resultsFolder, `${benchmark.name}.json`)
  await mkdir(resultsFolder, { recursive: true })
  const result = {
    benchmark: benchmark.name,
    at: new Date().toISOString(),
    quick: effort.quick,
    machine,
    versions: describeVersions(),
    settings,
    bars: bars.map((bar) => ({ ...bar, met: isMet(bar) })),
    table,
    figures,
  }
  await writeFile(file, `${JSON.stringify(result, null, 2)}\n`)
  process.stdout.write(`Written to ${file}\n`)
  return bars.every(isMet) ? 0 : 1
}
