import { gzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { ask, openNewChat } from './support/app.ts'
import { expect, test } from './support/test.ts'

/** Bytes after gzip, as product and issue promise them. */
const budgets = { list: 105_000, chat: 170_000 }

/** Adds up the JavaScript that the page really loads, each file once. */
function watchScripts(page: Page): { total: () => Promise<number>, names: () => string[] } {
  const scripts = new Map<string, Promise<number>>()
  page.on('response', (response) => {
    const { pathname } = new URL(response.url())
    if (!pathname.endsWith('.js') || response.status() !== 200 || !response.url().includes('/assets/')) return
    scripts.set(pathname, response.body().then((body) => gzipSync(body, { level: 9 }).length))
  })
  return {
    total: async () => (await Promise.all(scripts.values())).reduce((sum, size) => sum + size, 0),
    names: () => [...scripts.keys()],
  }
}

test('the list is painted with 105 kB of JavaScript at most, a chat with 170 kB, and nothing comes before its time', async ({ openInTelegram, page }) => {
  const scripts = watchScripts(page)
  const host = await openInTelegram()
  await expect(host.app.locator('.welcome')).toBeVisible()
  const forList = await scripts.total()
  expect(forList, scripts.names().join(' ')).toBeGreaterThan(20_000)
  expect(forList, scripts.names().join(' ')).toBeLessThanOrEqual(budgets.list)

  await openNewChat(host)
  await ask(host, '[[scenario:text text="# Words\n\nA **list** of `things`:\n\n- one\n- two\n\n| a | b |\n| - | - |\n| 1 | 2 |"]]')
  await expect(host.app.getByRole('table')).toBeVisible()
  const forChat = await scripts.total()
  expect(forChat, scripts.names().join(' ')).toBeGreaterThan(forList)
  expect(forChat, scripts.names().join(' ')).toBeLessThanOrEqual(budgets.chat)
  expect(scripts.names().filter((name) => /tex|katex|highlight/i.test(name))).toEqual([])

  await ask(host, '[[scenario:text text="```ts\nconst a = 1\n```\n\n$x^2$"]]')
  await expect(host.app.locator('math')).toBeVisible()
  await expect(host.app.locator('.hljs-keyword')).toBeVisible()
  expect(await scripts.total()).toBeGreaterThan(forChat)
})
