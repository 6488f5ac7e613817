import { scriptedText } from '@parley/emulators'
import type { Page } from '@playwright/test'
import { expect, test } from './support/test.ts'
import type { Host } from './support/test.ts'

/** What a reader sees of the emulator's text: Markdown's marks gone, spaces as they fall. */
const seen = (text: string) => text.replace(/\*\*|`|(?<=^|\s)_|_(?=\s|$)/gu, '').replace(/\s+/gu, ' ').trim()

/** Asks for a scripted reply; `text` is exactly what the model sends for it. */
async function askForScript({ app }: Host, { n, seed, rate }: { n: number, seed: number, rate: number }) {
  await app.getByRole('button', { name: 'New chat', exact: true }).first().click()
  await app.getByRole('textbox', { name: 'Message' }).fill(`[[scenario:tokens n=${n} seed=${seed} rate=${rate}]]`)
  await app.getByRole('button', { name: 'Send' }).click()
  const reply = app.locator('.reply .markdown').last()
  const words = async () => seen(await reply.innerText().catch(() => ''))
  return {
    /** Waits until some, but not all, of it is there. */
    begun: async () => await expect.poll(async () => (await words()).length).toBeGreaterThan(60),
    /** Waits for the end, and compares word for word. */
    whole: async () => {
      await expect(app.getByRole('button', { name: 'Stop' })).toHaveCount(0)
      await expect.poll(words).toBe(seen(scriptedText({ n, seed })))
    },
  }
}

async function setOffline(page: Page, offline: boolean): Promise<void> {
  await page.context().setOffline(offline)
}

test('the network goes in the middle of a reply and comes back', async ({ openInTelegram }) => {
  const host = await openInTelegram()
  const reply = await askForScript(host, { n: 400, seed: 11, rate: 100 })
  await reply.begun()
  await setOffline(host.page, true)
  await host.page.waitForTimeout(1_500)
  await setOffline(host.page, false)
  await reply.whole()
})

test('a reload in the middle of a reply goes on where it is', async ({ openInTelegram }) => {
  const host = await openInTelegram()
  const reply = await askForScript(host, { n: 400, seed: 12, rate: 100 })
  await reply.begun()
  await host.app.locator('html').evaluate(() => location.reload())
  await reply.begun()
  await reply.whole()
})

test('switching to another chat and back loses nothing', async ({ openInTelegram }) => {
  const host = await openInTelegram()
  const { app, page } = host
  const reply = await askForScript(host, { n: 400, seed: 13, rate: 100 })
  await reply.begun()
  const path = await app.locator('html').evaluate(() => location.pathname)
  await page.getByRole('button', { name: 'Back' }).click()
  await app.getByRole('button', { name: 'New chat', exact: true }).first().click()
  await expect(app.getByText('What would you like to talk about?')).toBeVisible()
  await page.getByRole('button', { name: 'Back' }).click()
  // By its address: which of the two stands above depends on whether the reply has ended meanwhile.
  await app.getByRole('listitem').locator(`a[href="${path}"]`).click()
  await reply.whole()
})

test('a second device sees the same reply grow', async ({ openInTelegram, context }) => {
  const host = await openInTelegram()
  const reply = await askForScript(host, { n: 400, seed: 14, rate: 100 })
  await reply.begun()
  const second = await context.newPage()
  await second.goto(host.page.url())
  const app = second.frameLocator('iframe')
  await app.getByRole('listitem').getByRole('link').first().click()
  const there = app.locator('.reply .markdown').last()
  await expect.poll(async () => (await there.innerText()).length).toBeGreaterThan(60)
  await reply.whole()
  await expect.poll(async () => seen(await there.innerText())).toBe(seen(scriptedText({ n: 400, seed: 14 })))
})

test('a page that was frozen, as in a sleeping laptop, catches up', async ({ openInTelegram }) => {
  const host = await openInTelegram()
  const reply = await askForScript(host, { n: 400, seed: 15, rate: 100 })
  await reply.begun()
  const session = await host.page.context().newCDPSession(host.page)
  await session.send('Page.setWebLifecycleState', { state: 'frozen' })
  await host.page.waitForTimeout(1_500)
  await session.send('Page.setWebLifecycleState', { state: 'active' })
  await reply.whole()
})

test('what is sent without a network waits, survives a reload, and is sent once', async ({ openInTelegram }) => {
  const { app, page } = await openInTelegram()
  await app.getByRole('button', { name: 'New chat', exact: true }).first().click()
  await app.getByRole('textbox', { name: 'Message' }).fill('Hello there')
  await app.getByRole('button', { name: 'Send' }).click()
  await expect(app.getByRole('button', { name: 'Answer again' })).toBeVisible()
  await setOffline(page, true)
  await app.getByRole('textbox', { name: 'Message' }).fill('Sent from a tunnel 🚇')
  await app.getByRole('button', { name: 'Send' }).click()
  await expect(app.getByText('Will be sent when you are online')).toBeVisible()
  await setOffline(page, false)
  await expect(app.getByText('Will be sent when you are online')).toHaveCount(0)
  await expect(app.getByRole('log').getByText('Sent from a tunnel 🚇', { exact: true })).toHaveCount(1)
  await expect(app.locator('.reply')).toHaveCount(2)
  await app.locator('html').evaluate(() => location.reload())
  await expect(app.getByRole('log').getByText('Sent from a tunnel 🚇', { exact: true })).toHaveCount(1)
  await expect(app.locator('.reply')).toHaveCount(2)
})
