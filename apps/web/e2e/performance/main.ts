import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { chromium } from '@playwright/test'
import { startServerProcess } from '@parley/server/testing'
import { findBrowser } from '../support/browser.ts'
import { measure } from './measure.ts'
import { barsOf, report } from './report.ts'
import { seed } from './seed.ts'

const usage = `pnpm performance [--throttle 4] [--samples 5] [--tokens 4000] [--json FILE]

Measures the app in a real browser, its processor slowed down, on the build in dist/ (pnpm build). What the figures
mean stands in docs/performance.md. The exit code is 1 when a bar is missed. --json also writes everything to FILE:
{ machine, options, bars: { what, figure, most, unit, met }[], figures }.
`

const { values } = parseArgs({
  options: {
    throttle: { type: 'string', default: '4' },
    samples: { type: 'string', default: '5' },
    tokens: { type: 'string', default: '4000' },
    json: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})

const userId = 900_001

async function main(): Promise<number> {
  const loadBefore = loadavg()[0] ?? 0
  const folder = await mkdtemp(join(tmpdir(), 'parley-performance-'))
  const url = `file:${join(folder, 'parley.db')}`
  const server = await startServerProcess({
    DATABASE_URL: url, RATE_LIMIT_MESSAGES_PER_MINUTE: '1000', TOKENS_PER_USER_PER_DAY: '100000000',
  })
  const { executablePath, args } = await findBrowser(process.env)
  const browser = await chromium.launch({ executablePath, args })
  try {
    if (server.url === undefined) throw new Error(`The server did not start:\n${server.output()}`)
    await seed(url, { userId, sizes: [30, 300, 10_000] })
    const { throttle, samples, tokens } = values
    const options = { throttle: Number(throttle), samples: Number(samples), tokens: Number(tokens) }
    const machine = {
      cpu: `${cpus().length} × ${cpus()[0]?.model ?? '?'}`, node: process.version, browser: browser.version(), loadBefore,
    }
    const figures = await measure(browser, {
      ...options,
      address: `${server.url}/?user=${userId}`,
      note: (step) => process.stderr.write(`${step}\n`),
    })
    const bars = barsOf(figures)
    const where = Object.entries(machine).map(([name, value]) => `${name} ${value}`).join(', ')
    process.stdout.write(`${where}, throttle ${throttle}×\n\n${report(figures, bars)}\n`)
    if (values.json !== undefined) {
      await writeFile(values.json, `${JSON.stringify({ machine, options, bars, figures }, null, 2)}\n`)
    }
    return bars.every(({ met }) => met) ? 0 : 1
  } finally {
    await browser.close()
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

if (values.help) process.stdout.write(usage)
else process.exitCode = await main()
