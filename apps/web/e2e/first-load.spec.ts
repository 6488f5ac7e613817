import { gzipSync } from 'node:zlib'
import type { Page, Response } from '@playwright/test'
import { ask, openNewChat } from './support/app.ts'
import { expect, test } from './support/test.ts'

/** Bytes after gzip, as product and issue promise them. */
const budgets = { list: 105_000, chat: 170_000 }

interface Scripts {
  /** What gzip makes of them. */
  total: () => Promise<number>
  /** What came over the wire. */
  sent: () => Promise<number>
  names: () => string[]
}

/** Adds up the JavaScript that the page really loads, each file once. */
function watchScripts(page: Page): Scripts {
  const scripts = new Map<string, Promise<{ packed: number, sent: number }>>()
  const measure = async (response: Response) => ({
    packed: gzipSync(await response.body(), { level: 9 }).length,
    sent: (await response.request().sizes()).responseBodySize,
  })
  page.on('response', (response) => {
    const { pathname } = new URL(response.url())
    if (!pathname.endsWith('.js') || response.status() !== 200 || !response.url().includes('/assets/')) return
    scripts.set(pathname, measure(response))
  })
  const sum = async (kind: 'packed' | 'sent') =>
    (await Promise.all(scripts.values())).reduce((total, size) => total + size[kind], 0)
  return { total: async () => await sum('packed'), sent: async () => await sum('sent'), names: () => [...scripts.keys()] }
}

test('the list is painted with 105 kB of JavaScript at most, a chat with 170 kB, and nothing comes before its time', async ({ openInTelegram, page }) => {
  const scripts = watchScripts(page)
  const host = await openInTelegram()
  await expect(host.app.locator('.welcome')).toBeVisible()
  const forList = await scripts.total()
  expect(forList, scripts.names().join(' ')).toBeGreaterThan(20_000)
  expect(forList, scripts.names().join(' ')).toBeLessThanOrEqual(budgets.list)
  // The server sends them packed, whatever the page is served by.
  expect(await scripts.sent()).toBeLessThanOrEqual(budgets.list)

  await openNewChat(host)
  await ask(host, '[[scenario:text text="# Words\n\nA **list** of `things`:\n\n- one\n- two\n\n| a | b |\n| - | - |\n| 1 | 2 |"]]')
  await expect(host.app.getByRole('table')).toBeVisible()
  const forChat = await scripts.total()
  expect(forChat, scripts.names().join(' ')).toBeGreaterThan(forList)
  expect(forChat, scripts.names().join(' ')).toBeLessThanOrEqual(budgets.chat)
  expect(await scripts.sent()).toBeLessThanOrEqual(budgets.chat)
  expect(scripts.names().filter((name) => /tex|katex|highlight/i.test(name))).toEqual([])

  await ask(host, '[[scenario:text text="```ts\nconst a = 1\n```\n\n$x^2$"]]')
  await expect(host.app.locator('math')).toBeVisible()
  await expect(host.app.locator('.hljs-keyword')).toBeVisible()
  expect(await scripts.total()).toBeGreaterThan(forChat)
})
