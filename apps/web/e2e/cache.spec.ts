import type { Page } from '@playwright/test'
import { ask, goBack, openNewChat, reload } from './support/app.ts'
import { shoot } from './support/shoot.ts'
import { expect, test } from './support/test.ts'

/** Lets every call to the server wait; gives the way to let them go. */
async function holdNetwork(page: Page): Promise<() => Promise<void>> {
  const { promise, resolve } = Promise.withResolvers<undefined>()
  await page.route('**/trpc/**', async (route) => {
    await promise
    await route.continue().catch(() => undefined)
  })
  return async () => {
    resolve(undefined)
    await page.unroute('**/trpc/**')
  }
}

test('the list and a chat that was open are there before the server says a word, for their user alone', async ({ openInTelegram, userId }) => {
  const host = await openInTelegram()
  const { app, page } = host
  await openNewChat(host)
  await ask(host, 'Of glaciers [[scenario:text text="They flow like **slow** rivers."]]')
  await goBack(host)
  // Its name, which comes after the reply: the question's own words stand in the list before.
  await expect(app.locator('[data-cell] .title')).toHaveText(/glaciers/)

  const release = await holdNetwork(page)
  await reload(host)
  await app.getByRole('link', { name: /glaciers/ }).click()
  await expect(app.getByText('They flow like slow rivers.', { exact: true })).toBeVisible()
  await shoot(page, 'from-the-cache')

  const other = await openInTelegram({ user: String(userId + 5_000_000) })
  await expect(other.app.getByRole('heading', { name: 'Chats' })).toBeVisible()
  await expect(other.app.getByText(/glaciers|rivers/)).toHaveCount(0)
  const kept = await other.app.locator('html').evaluate(() => Object.entries(localStorage)
    .filter(([, value]) => /glaciers|rivers/.test(String(value))).map(([key]) => key))
  expect(kept).toEqual([])
  await release()
  await expect(other.app.locator('.welcome')).toBeVisible()
})
