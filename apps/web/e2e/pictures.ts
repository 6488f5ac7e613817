// Draws the README's pictures anew, from the build in dist/: `pnpm --filter @parley/web pictures`.
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from '@playwright/test'
import { chromium, expect } from '@playwright/test'
import { startServerProcess } from '@parley/server/testing'
import { ask, goBack, openNewChat } from './support/app.ts'
import { findBrowser } from './support/browser.ts'
import type { Host } from './support/test.ts'

const folder = fileURLToPath(new URL('../../../docs/images/', import.meta.url))
/** Around the phone, in CSS pixels. */
const margin = 28

const questions = [
  'What\'s the weather in Paris and Tokyo?', 'Show me a table of planets', 'Write some code', 'Write a long answer about rivers',
]

/** What `show` leads to, in the Telegram client page. */
async function drawPhone(
  page: Page, address: string, { theme, user, file, show }:
  Record<'theme' | 'user' | 'file', string> & { show: (host: Host) => Promise<void> },
): Promise<void> {
  await page.goto(`${address}/dev/telegram?theme=${theme}&user=${user}&platform=ios&safe=notch`)
  await show({ page, app: page.frameLocator('iframe') })
  const box = await page.locator('#phone').boundingBox()
  if (!box) throw new Error('The client page shows no phone')
  const clip = { x: box.x - margin, y: box.y - margin, width: box.width + 2 * margin, height: box.height + 2 * margin }
  await page.screenshot({ path: `${folder}${file}`, clip, animations: 'disabled' })
}

/** A question, its card and its answer. */
async function showWeather(host: Host): Promise<void> {
  await openNewChat(host)
  await ask(host, 'What\'s the weather in Paris?')
  await expect(host.app.getByRole('heading', { name: /Weather in Paris/ })).toBeVisible()
  await host.app.locator('textarea').blur()
}

/** The list after some questions, one of them kept on top. */
async function showList(host: Host): Promise<void> {
  for (const question of questions) {
    await openNewChat(host)
    await ask(host, question)
    await goBack(host)
  }
  const first = host.app.getByRole('link', { name: /planets/ })
  await first.click({ button: 'right' })
  await host.app.getByRole('button', { name: 'Pin', exact: true }).click()
  await expect(host.app.getByRole('img', { name: 'Pinned' })).toBeVisible()
  await expect(host.app.getByRole('link', { name: /New chat/ })).toHaveCount(0)
  await first.blur()
}

/** The list beside a long answer, in a plain browser. */
async function drawDesktop(page: Page, address: string): Promise<void> {
  await page.goto(`${address}/?user=3`)
  const host = { page, app: page }
  for (const text of questions) {
    await openNewChat(host)
    await ask(host, text)
  }
  await page.getByRole('table').evaluate((table) => table.scrollIntoView({ block: 'center' }))
  await expect(page.locator('.hljs-keyword').first()).toBeVisible()
  await page.screenshot({ path: `${folder}desktop.png`, animations: 'disabled' })
}

async function main(browser: Browser, address: string): Promise<void> {
  const open = async (width: number, height: number) =>
    await browser.newPage({ viewport: { width, height }, deviceScaleFactor: 2, locale: 'en-GB' })
  const phone = await open(1280, 940)
  await drawPhone(phone, address, { theme: 'light', user: '70001', file: 'chat.png', show: showWeather })
  await drawPhone(phone, address, { theme: 'dark', user: '70002', file: 'list-dark.png', show: showList })
  await drawDesktop(await open(1280, 800), address)
}

const server = await startServerProcess()
const { executablePath, args } = await findBrowser(process.env)
const browser = await chromium.launch({ executablePath, args })
try {
  if (server.url === undefined) throw new Error(`The server did not start:\n${server.output()}`)
  await main(browser, server.url)
} finally {
  await browser.close()
  await server.stop()
}
