import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from '@playwright/test'

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome', 'microsoft-edge', 'chromium-headless-shell']

const elsewhere = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

export interface Browser {
  executablePath: string
  args: string[]
}

/**
 * The browser that the tests drive: CHROMIUM_PATH, else an installed Chrome or Chromium, else Playwright's own, else
 * the one that npm ships for Linux. @throws {Error} that says what to install, when there is none.
 */
export async function findBrowser(env: NodeJS.ProcessEnv): Promise<Browser> {
  // The sandbox needs privileges that containers and root do not have; the pages under test are our own.
  const args = ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--disable-component-update']
  const given = env['CHROMIUM_PATH']
  if (given) {
    if (!existsSync(given)) throw new Error(`CHROMIUM_PATH names no file: ${given}`)
    return { executablePath: given, args }
  }
  const onPath = (env['PATH'] ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)))
  const installed = [...onPath, ...elsewhere, chromium.executablePath()].find((path) => existsSync(path))
  if (installed) return { executablePath: installed, args }
  if (process.platform === 'linux' && process.arch === 'x64') {
    const { default: shipped } = await import('@sparticuz/chromium')
    return { executablePath: await shipped.executablePath(), args: [...new Set([...shipped.args, ...args])] }
  }
  throw new Error('No browser found. Install Chrome or Chromium, or set CHROMIUM_PATH to one.')
}
