import { parseArgs } from 'node:util'
import { benchmarks } from './benchmarks.ts'
import { runBenchmark } from './harness/run.ts'

const usage = `pnpm bench NAME [--rounds N] [--samples N] [--warm-up N]

${Object.values(benchmarks).map(({ name, about }) => `  ${name.padEnd(14)} ${about}`).join('\n')}

Runs one benchmark, prints its figures and bars, writes them to tooling/bench/results/NAME.json. The exit code is 1
when a bar falls short. What the figures mean stands in docs/performance.md.
`

/** Resolves to the exit code. */
async function main(): Promise<number> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      rounds: { type: 'string' },
      samples: { type: 'string' },
      'warm-up': { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  const [name, ...more] = positionals
  const benchmark = name === undefined ? undefined : benchmarks[name]
  if (values.help || benchmark === undefined || more.length > 0) {
    const out = values.help ? process.stdout : process.stderr
    out.write(usage)
    return values.help ? 0 : 2
  }
  return await runBenchmark(benchmark, {
    rounds: count('rounds', values.rounds, 1),
    samples: count('samples', values.samples, 1),
    warmUp: count('warm-up', values['warm-up'], 0),
  })
}

function count(name: string, text: string | undefined, least: number): number | undefined {
  if (text === undefined) return undefined
  const value = Number(text)
  if (!Number.isSafeInteger(value) || value < least) throw new Error(`--${name} is not a count: ${text}`)
  return value
}

try {
  process.exitCode = await main()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  process.exitCode = 1
}
