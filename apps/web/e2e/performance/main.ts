import { mkdtemp, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { chromium } from '@playwright/test'
import { startServerProcess } from '@parley/server/testing'
import { findBrowser } from '../support/browser.ts'
import { measure } from './measure.ts'
import { report } from './report.ts'
import { seed } from './seed.ts'

const usage = `pnpm performance [--throttle 4] [--samples 5] [--tokens 4000]

Measures the app in a real browser, its processor slowed down, on the build in dist/ (pnpm build). What the figures
mean stands in docs/performance.md. The exit code is 1 when a bar is missed.
`

const { values } = parseArgs({
  options: {
    throttle: { type: 'string', default: '4' },
    samples: { type: 'string', default: '5' },
    tokens: { type: 'string', default: '4000' },
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
    const figures = await measure(browser, {
      address: `${server.url}/?user=${userId}`,
      throttle: Number(values.throttle),
      samples: Number(values.samples),
      tokens: Number(values.tokens),
      note: (step) => process.stderr.write(`${step}\n`),
    })
    const { text, passed } = report(figures)
    process.stdout.write(`Load before: ${loadBefore.toFixed(1)}, throttle ${values.throttle}×\n\n${text}\n`)
    return passed ? 0 : 1
  } finally {
    await browser.close()
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

if (values.help) process.stdout.write(usage)
else process.exitCode = await main()
