import { parseArgs } from 'node:util'
import { benchmarks } from './benchmarks.ts'
import { runBenchmark } from './harness/run.ts'

const usage = `pnpm bench [NAME…] [--quick] [--rounds N]
pnpm bench load|load-two [--streams N] [--rate SENDS_A_SECOND] [--seconds N]

${[...benchmarks.values()].map(({ name, about }) => `  ${name.padEnd(14)} ${about}`).join('\n')}

Runs the benchmarks that are named, or all of them, one after the other; prints their figures and bars, and writes them
to tooling/bench/results/NAME.json. --quick is a short look. The exit code is 1 when a bar falls short. What the figures
mean stands in docs/performance.md.
`

/** Resolves to the exit code. */
async function main(): Promise<number> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      quick: { type: 'boolean', default: false },
      rounds: { type: 'string' },
      streams: { type: 'string' },
      rate: { type: 'string' },
      seconds: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  const names = positionals.length > 0 ? positionals : [...benchmarks.keys()]
  const chosen = names.flatMap((name) => benchmarks.get(name) ?? [])
  if (values.help || chosen.length < names.length) {
    const out = values.help ? process.stdout : process.stderr
    out.write(usage)
    return values.help ? 0 : 2
  }
  const effort = {
    quick: values.quick,
    rounds: count('rounds', values.rounds),
    streams: count('streams', values.streams),
    rate: count('rate', values.rate),
    seconds: count('seconds', values.seconds),
  }
  let code = 0
  for (const benchmark of chosen) code = Math.max(code, await runBenchmark(benchmark, effort))
  return code
}

function count(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const value = Number(text)
  if (!Number.isSafeInteger(value) || value < 1) throw new Error(`--${name} is not a count: ${text}`)
  return value
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))
try {
  process.exitCode = await main()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  process.exitCode = 1
}
