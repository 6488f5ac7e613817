import { noteOf } from './support/app.ts'
import { watchText } from './support/growth.ts'
import { shoot } from './support/shoot.ts'
import { expect, test } from './support/test.ts'
import type { Host } from './support/test.ts'

async function ask({ app }: Host, text: string): Promise<void> {
  await app.getByRole('button', { name: 'New chat', exact: true }).first().click()
  await app.getByRole('textbox', { name: 'Message' }).fill(text)
  await app.getByRole('button', { name: 'Send' }).click()
  await expect(app.getByRole('button', { name: 'Answer again' })).toBeVisible()
}

test('a chat is named after its first exchange, renamed, and deleted after a question in Telegram\'s own popup', async ({ openInTelegram }) => {
  const host = await openInTelegram()
  const { app, page } = host
  await ask(host, 'What\'s the weather in Oslo?')
  await page.getByRole('button', { name: 'Back' }).click()

  await expect(app.locator('[data-cell] .title')).toHaveText(/Oslo/)
  await app.getByRole('button', { name: /More for/ }).click()
  await app.getByRole('dialog').getByRole('button', { name: 'Rename' }).click()
  await app.getByRole('textbox', { name: 'Title' }).fill('Northern 🌨 trip')
  await app.getByRole('button', { name: 'Save' }).click()
  await expect(app.getByRole('link', { name: /Northern 🌨 trip/ })).toBeVisible()
  await shoot(page, 'chats-renamed')

  await app.getByRole('button', { name: /More for/ }).click()
  await app.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  const popup = page.getByRole('alertdialog')
  await expect(popup).toContainText('Northern 🌨 trip')
  await shoot(page, 'chats-delete-popup')
  await popup.getByRole('button', { name: 'Cancel' }).click()
  await expect(app.getByRole('link', { name: /Northern/ })).toBeVisible()

  await app.getByRole('button', { name: /More for/ }).click()
  await app.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
  await expect(app.getByRole('link', { name: /Northern/ })).toHaveCount(0)
  await app.getByRole('button', { name: 'Undo' }).click()
  await expect(app.getByRole('link', { name: /Northern/ })).toBeVisible()
})

test('Stop ends a long answer, what was shown stays, and the next message goes out', async ({ openInTelegram }) => {
  const host = await openInTelegram()
  const { app } = host
  await app.getByRole('button', { name: 'New chat', exact: true }).first().click()
  await app.getByRole('textbox', { name: 'Message' }).fill('[[scenario:tokens n=4000 seed=3 rate=60]]')
  await app.getByRole('button', { name: 'Send' }).click()
  const heard = await watchText(app.locator('main > [aria-live=polite]'))
  const reply = app.getByRole('log').locator('.row').last()
  await expect.poll(async () => (await reply.innerText()).length).toBeGreaterThan(200)
  await app.getByRole('button', { name: 'Stop' }).click()
  await expect(noteOf(host)).toContainText('You stopped this reply.')
  // A screen reader hears that it is being written, then the words, once.
  const states = await heard.states()
  expect(states.at(-1)).toMatch(/^The assistant said: [^]+You stopped this reply\.$/)
  expect(states.length).toBeLessThanOrEqual(2)
  const shown = await reply.innerText()
  await app.locator('html').evaluate(() => location.reload())
  await expect(noteOf(host)).toContainText('You stopped this reply.')
  expect(await reply.innerText()).toBe(shown)
  await app.getByRole('textbox', { name: 'Message' }).fill('Hello')
  await app.getByRole('button', { name: 'Send' }).click()
  await expect(app.getByText(/demo/i).last()).toBeVisible()
})

test('the host\'s theme is followed while the app is open', async ({ openInTelegram }) => {
  const { app, page } = await openInTelegram({ theme: 'light' })
  await page.setViewportSize({ width: 1280, height: 900 })
  const background = async () => await app.locator('html').evaluate((html) => getComputedStyle(html).backgroundColor)
  await expect(app.getByRole('heading', { name: 'Chats' })).toBeVisible()
  const light = await background()
  await page.getByLabel('Theme').selectOption('dark')
  await expect.poll(background).not.toBe(light)
  await shoot(page, 'client-page')
})
