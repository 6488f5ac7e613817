import { defineConfig } from '@playwright/test'
import { findBrowser } from './e2e/support/browser.ts'

const { executablePath, args } = await findBrowser(process.env)

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: '../../test-results/browser',
  fullyParallel: true,
  workers: 2,
  forbidOnly: true,
  // One more try where machines are shared; the report calls such a test flaky.
  retries: process.env['CI'] ? 1 : 0,
  timeout: 120_000,
  // Generous, for a busy machine: nothing waits longer than it has to.
  expect: { timeout: 30_000 },
  reporter: [['line'], ['json', { outputFile: '../../test-results/playwright.json' }]],
  use: {
    launchOptions: { executablePath, args },
    viewport: { width: 390, height: 844 },
    // A trace costs each step a picture of the page: where there is a second try, that one is traced.
    trace: process.env['CI'] ? 'on-first-retry' : 'retain-on-failure',
    screenshot: 'only-on-failure',
  },
})
