import { readFile } from 'node:fs/promises'
import type { Download, Locator, Page } from '@playwright/test'
import { expect } from '@playwright/test'
import type { Host } from './test.ts'

/** What people do in the app, by the names that everybody sees or hears. */
export const composerOf = ({ app }: Host): Locator => app.getByRole('textbox', { name: 'Message' })

/** The newest reply. */
export const replyOf = ({ app }: Host): Locator => app.locator('.reply').last()

/** How a reply ended and what can be done about it, next to the reply. */
export const noteOf = ({ app }: Host): Locator => app.locator('.note')

export async function openNewChat({ app }: Host): Promise<void> {
  await app.getByRole('button', { name: 'New chat', exact: true }).click()
}

/** Sends a message in the open chat. */
export async function send(host: Host, text: string): Promise<void> {
  await composerOf(host).fill(text)
  await host.app.getByRole('button', { name: 'Send' }).click()
}

/** Sends a message and waits until its reply has ended. */
export async function ask(host: Host, text: string): Promise<void> {
  await send(host, text)
  await expectEnded(host)
}

/** The reply has ended, well or not, and something new can be said. */
export async function expectEnded({ app }: Host): Promise<void> {
  await expect(app.getByRole('button', { name: 'Answer again' }).last()).toBeVisible()
  await expect(app.getByRole('button', { name: 'Stop' })).toHaveCount(0)
}

/** Telegram's own back button. */
export async function goBack({ page }: Host): Promise<void> {
  await page.getByRole('button', { name: 'Back', exact: true }).click()
}

/** The settings, from the client's own menu. */
export async function openSettings({ app, page }: Host): Promise<void> {
  await page.getByRole('button', { name: 'More', exact: true }).first().click()
  await page.getByRole('menuitem', { name: 'Settings' }).click()
  await expect(app.locator('main.settings')).toBeVisible()
}

export const readDownload = async (download: Download): Promise<string> => await readFile(await download.path(), 'utf8')

/** What the app has told the client, oldest first, as `type {"its":"data"}`. */
export async function toldTheClient({ page }: Host): Promise<string[]> {
  const items = await page.locator('#log li[data-from="app"] summary').allTextContents()
  return items.map((text) => text.replace(/^[\d:]+↑/u, '').replace('{', ' {')).reverse()
}

/** How far the page stands out sideways, in pixels. */
export async function sidewaysOf({ app }: Host): Promise<number> {
  return await app.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth)
}

/** Loads the app anew, as a user does, and waits until the old page is gone. */
export async function reload({ app }: Host): Promise<void> {
  const root = app.locator('html')
  await root.evaluate((html) => {
    html.dataset['old'] = ''
    location.reload()
  })
  await expect(root).not.toHaveAttribute('data-old')
  await expect(app.locator('main').first()).toBeVisible()
}

/** A finger on something, until it is lifted. */
export async function touchDown(page: Page, target: Locator) {
  // While screens slide, a finger meets the picture of them.
  await expect.poll(async () => await target.evaluate(() => document.documentElement.matches(':active-view-transition'))).toBe(false)
  const box = await target.boundingBox()
  if (!box) throw new Error('Nothing to touch')
  const client = await page.context().newCDPSession(page)
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  const touch = async (type: 'touchStart' | 'touchMove' | 'touchEnd', at?: number) =>
    await client.send('Input.dispatchTouchEvent', { type, touchPoints: at === undefined ? [] : [{ x: at, y }] })
  await touch('touchStart', x)
  return {
    async moveBy(by: number) {
      for (let step = 1; step <= 8; step += 1) await touch('touchMove', x + by * step / 8)
    },
    async up() {
      await touch('touchEnd')
      await client.detach()
    },
  }
}

/** Draws something aside with a finger, by so many pixels. */
export async function swipe(page: Page, target: Locator, by: number): Promise<void> {
  const finger = await touchDown(page, target)
  await finger.moveBy(by)
  await finger.up()
}
