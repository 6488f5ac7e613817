import { ask, openNewChat, openSettings, reload, replyOf, send, toldTheClient } from './support/app.ts'
import { expectAccessible } from './support/axe.ts'
import { expectTidy } from './support/layout.ts'
import { shoot } from './support/shoot.ts'
import { expect, test } from './support/test.ts'
import type { Host } from './support/test.ts'

async function choose({ app }: Host, name: string): Promise<void> {
  await app.locator('header.bar').getByRole('button', { name: 'More' }).click()
  await app.getByRole('dialog').getByRole('button', { name }).click()
}

test('a chat forgets what was said after a question, and keeps its instructions of 4,000 characters at most', async ({ openInTelegram }) => {
  const host = await openInTelegram({ size: '320x568' })
  const { app, page } = host
  await openNewChat(host)
  await ask(host, 'Hello [[scenario:text text="Good to see you"]]')
  await choose(host, 'Clear context')
  const popup = page.getByRole('alertdialog')
  await expect(popup).toContainText('The messages stay.')
  await popup.getByRole('button', { name: 'Clear context' }).click()
  await expect(app.getByText('The assistant starts afresh from here')).toBeVisible()
  await expect(replyOf(host)).toContainText('Good to see you')

  await choose(host, 'Persona and instructions')
  const field = app.getByRole('textbox', { name: 'Instructions for this chat' })
  await field.fill('words '.repeat(700))
  await expect(app.getByText('4,000 of 4,000')).toBeVisible()
  await expectTidy(host, 'instructions at their limit')
  await expectAccessible(page, 'instructions at their limit')
  await shoot(page, 'instructions-limit')
  await app.getByRole('button', { name: 'Save' }).click()
  await expect(app.getByRole('dialog')).toHaveCount(0)
  await reload(host)
  await choose(host, 'Persona and instructions')
  await expect(field).toHaveValue('words '.repeat(700).slice(0, 4_000).trim())
})

test('what comes while one reads further up is counted, and nothing moves until it is asked for', async ({ context, openInTelegram }) => {
  const host = await openInTelegram()
  const { app, page } = host
  await openNewChat(host)
  await ask(host, '[[scenario:tokens n=500 seed=4 rate=5000]]')
  const second = await context.newPage()
  await second.goto(page.url())
  const there = { page: second, app: second.frameLocator('iframe') }
  await there.app.getByRole('listitem').getByRole('link').first().click()
  await expect(replyOf(there)).toBeVisible()

  await app.locator('.message').first().evaluate((message) => message.scrollIntoView())
  await expect(app.getByRole('button', { name: 'To the newest message' })).toBeVisible()
  const top = async () => await app.locator('.message').first().evaluate((message) => message.getBoundingClientRect().top)
  // Rows that come into sight for the first time are measured, a frame or two after.
  let before = NaN
  await expect.poll(async () => Math.abs(before - (before = await top()))).toBe(0)
  await ask(there, 'And? [[scenario:text text="From elsewhere"]]')
  const down = app.getByRole('button', { name: '2 new messages' })
  await expect(down).toBeVisible()
  expect(Math.abs(await top() - before)).toBeLessThan(2)
  await shoot(page, 'new-messages')
  await down.click()
  await expect(app.getByText('From elsewhere', { exact: true })).toBeInViewport()
  await expect(down).toHaveCount(0)
})

test('the app is not closed unasked while a reply is written', async ({ openInTelegram }) => {
  const host = await openInTelegram()
  const confirmation = async () => (await toldTheClient(host)).filter((call) => call.includes('closing')).at(-1)
  await openNewChat(host)
  await send(host, '[[scenario:tokens n=4000 seed=6 rate=60]]')
  await expect(replyOf(host).locator('.markdown.open')).toBeVisible()
  await expect.poll(confirmation).toContain('"need_confirmation":true')
  await host.app.getByRole('button', { name: 'Stop' }).click()
  await expect.poll(confirmation).toContain('"need_confirmation":false')
})

test('the whole screen is filled and left from the settings, and nothing stands under the notch', async ({ openInTelegram }) => {
  const host = await openInTelegram({ safe: 'notch', platform: 'ios' })
  const { app, page } = host
  await openSettings(host)
  const whole = app.getByRole('switch', { name: 'Full screen' })
  await whole.click()
  await expect(whole).toBeChecked()
  const title = app.getByRole('heading', { name: 'Settings' })
  // The notch is 47 px high, and the client's own buttons stand below it.
  const top = async (): Promise<number> => await title.evaluate((heading) => heading.getBoundingClientRect().top)
  await expect.poll(top).toBeGreaterThan(47)
  await shoot(page, 'settings-fullscreen')
  await whole.click()
  await expect(whole).not.toBeChecked()
  const calls = (await toldTheClient(host)).join('\n')
  for (const call of ['web_app_request_fullscreen', 'web_app_exit_fullscreen']) expect(calls).toContain(call)
})
