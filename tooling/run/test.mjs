// `npm test`: everything that has to hold, on a machine with Node and npm only. See CONTRIBUTING.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { checkNode, install, root, run } from './workspace.mjs'

const results = join(root, 'test-results')
const totals = { passed: 0, failed: 0 }

/**
 * Runs a step and counts it as one check, or as what its report counts. One that is `patient` takes what processors the
 * others leave over: most tests wait for a process, a timer or a page half of their time.
 */
async function step(name, command, args, { report, patient = false } = {}) {
  process.stdout.write(`\n── ${name}\n`)
  const start = Date.now()
  const code = await run(command, args, { patient })
  process.stdout.write(`── ${name}: ${Math.round((Date.now() - start) / 1000)} s\n`)
  const counted = report && existsSync(report.file) ? report.count(JSON.parse(readFileSync(report.file, 'utf8'))) : { passed: 0, failed: 0 }
  totals.passed += counted.passed + (report || code !== 0 ? 0 : 1)
  // A step that fails without a failed test (it did not start, a type does not hold) is a failure all the same.
  totals.failed += code !== 0 && counted.failed === 0 ? 1 : counted.failed
}

const vitestReport = {
  file: join(results, 'vitest.json'),
  count: ({ numPassedTests, numFailedTests }) => ({ passed: numPassedTests, failed: numFailedTests }),
}
const playwrightReport = {
  file: join(results, 'playwright.json'),
  count: ({ stats }) => ({ passed: stats.expected + stats.flaky, failed: stats.unexpected }),
}

checkNode()
await install()
rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })

await step('generated code', 'turbo', ['run', 'generate', '--output-logs=errors-only'])
await step('build', 'turbo', ['run', 'build', '--output-logs=errors-only'])
await Promise.all([readEverything(), runEverything()])

async function readEverything() {
  await step('lint, format and import directions', 'eslint', ['.'], { patient: true })
  // Type tests (*.test-d.ts) are among what the compiler checks.
  const types = ['run', 'typecheck', '--output-logs=errors-only', '--continue', '--concurrency=1']
  await step('types and type tests', 'turbo', types, { patient: true })
}

async function runEverything() {
  await step('unit and integration tests', 'vitest', [
    // Every processor, for most wait half of their time. Projects take this from here alone, and would leave one free.
    'run', '--maxWorkers=100%', '--reporter=dot', '--reporter=json', `--outputFile.json=${vitestReport.file}`,
    // Generous, for a busy machine: nothing waits longer than it has to.
    '--testTimeout=90000', '--hookTimeout=90000',
    // Many of them are real processes: a machine that stalls for a moment gets one more try, and the report names it.
    ...(process.env.CI ? ['--retry=1'] : []),
  ], { report: vitestReport })
  await step('browser tests', 'pnpm', ['--filter', '@parley/web', 'e2e'], { report: playwrightReport })
}

process.stdout.write(`\n${totals.passed} passed, ${totals.failed} failed\n`)
process.exit(totals.failed === 0 ? 0 : 1)
