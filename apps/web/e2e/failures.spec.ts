import type { Page } from '@playwright/test'
import { ask, goBack, openNewChat, reload, replyOf } from './support/app.ts'
import { expectAccessible } from './support/axe.ts'
import { expectTidy } from './support/layout.ts'
import { shoot } from './support/shoot.ts'
import { expect, test } from './support/test.ts'
import type { Host } from './support/test.ts'

const refusal = { error: { json: { message: 'x', code: -32603, data: { code: 'INTERNAL_SERVER_ERROR', httpStatus: 500, reason: 'INTERNAL' } } } }

/** Has the server fail at these procedures; resolves to what mends it. */
async function breakCalls(page: Page, broken: RegExp): Promise<() => Promise<void>> {
  await page.route(broken, async (route) => {
    const calls = new URL(route.request().url()).pathname.split(',').length
    await route.fulfill({ status: 500, json: Array.from({ length: calls }, () => refusal) })
  })
  return async () => await page.unroute(broken)
}

/** Says what happened and what to do, and does it on tap. */
async function tryAgain(host: Host, name: string, mend: () => Promise<void>): Promise<void> {
  await expect(host.app.getByRole('alert').filter({ hasText: 'Something went wrong on our side.' })).toBeVisible()
  await expectTidy(host, name)
  await expectAccessible(host.page, name)
  await shoot(host.page, name)
  await mend()
  await host.app.getByRole('button', { name: 'Try again' }).click()
}

test('a list that cannot be read says so, and is read when it is tried again', async ({ openInTelegram, page }) => {
  const mend = await breakCalls(page, /chat\.list/)
  const host = await openInTelegram({ size: '320x568' })
  await tryAgain(host, 'list-failed', mend)
  await expect(host.app.locator('.welcome')).toBeVisible()
})

test('so does a search', async ({ openInTelegram, page }) => {
  const host = await openInTelegram({ size: '320x568' })
  await openNewChat(host)
  await ask(host, 'A needle [[scenario:text text="A golden thimble"]]')
  await goBack(host)
  const mend = await breakCalls(page, /chat\.search/)
  await host.app.getByRole('searchbox', { name: 'Search' }).fill('golden thimb')
  await tryAgain(host, 'search-failed', mend)
  await expect(host.app.locator('mark').first()).toHaveText('golden thimb')
  await expect(host.app.getByRole('alert')).toHaveCount(0)
})

test('so does a chat, which has no menu until it is known', async ({ openInTelegram, page }) => {
  const host = await openInTelegram({ size: '320x568' })
  const { app } = host
  await openNewChat(host)
  await ask(host, 'Hello [[scenario:text text="Good to see you"]]')
  await app.locator('html').evaluate(() => localStorage.clear())
  // The page stores what it knows when it is left.
  await app.locator('html').evaluate(() => {
    localStorage.setItem = () => undefined
  })
  const mend = await breakCalls(page, /chat\.(get|list)|message\.list/)
  await reload(host)
  const menu = app.locator('header').getByRole('button', { name: 'More' })
  await expect(menu).toBeDisabled()
  await tryAgain(host, 'chat-failed', mend)
  await expect(replyOf(host)).toContainText('Good to see you')
  await menu.click()
  await expect(app.getByRole('dialog').getByRole('button', { name: 'Rename' })).toBeVisible()
})

test('a chat that is not known yet is called none, and shows where its messages will be', async ({ openInBrowser, page }) => {
  await page.route('**/trpc/**', () => undefined)
  const { app } = await openInBrowser('/chat/0192f0c1-2345-7890-8abc-0123456789ab')
  await expect(app.getByRole('heading', { name: 'Conversation' })).toBeVisible()
  await expect(app.locator('.skeleton')).toBeVisible()
  await expect(app.getByRole('button', { name: 'More' })).toBeDisabled()
  await expectAccessible(page, 'a chat that is being read')
  await shoot(page, 'chat-loading')
})
