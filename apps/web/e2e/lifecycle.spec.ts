import { composerOf, expectEnded, openNewChat, replyOf, send, toldTheClient } from './support/app.ts'
import { expect, test } from './support/test.ts'

const isStream = (request: { url: () => string }) => request.url().includes('chat.events')

test('the app is said to be ready when there is a screen to see, a chat from a link included', async ({ openInTelegram, page }) => {
  await page.addInitScript(() => {
    if (window.parent === window) return
    const { parent } = window
    const post = parent.postMessage.bind(parent) as (...args: unknown[]) => void
    Object.assign(parent, {
      postMessage(...args: unknown[]) {
        if (String(args[0]).includes('web_app_ready')) {
          Object.assign(parent, { seenAtReady: document.querySelector('h1')?.textContent.trim() ?? 'nothing' })
        }
        post(...args)
      },
    })
  })
  const seen = async () => await page.evaluate(() => (window as { seenAtReady?: string }).seenAtReady)
  const host = await openInTelegram()
  await expect.poll(seen).toBe('Chats')
  await openNewChat(host)
  await expect(composerOf(host)).toBeVisible()
  const id = /\/chat\/([\w-]+)/.exec(await host.app.locator('html').evaluate(() => location.href))?.[1] ?? ''
  await openInTelegram({ start: `chat_${id}` })
  await expect.poll(seen).toBe('New chat')
})

test('a hidden app lets go of its stream, and has every word when it is seen again', async ({ openInTelegram, page }) => {
  const host = await openInTelegram()
  await page.setViewportSize({ width: 1280, height: 900 })
  // A frame that is still loading takes no clock.
  await expect(host.app.getByRole('heading', { name: 'Chats' })).toBeVisible()
  await page.clock.install()
  await openNewChat(host)
  await send(host, '[[scenario:tokens n=200 seed=21 rate=40]]')
  await expect.poll(async () => (await replyOf(host).innerText()).length).toBeGreaterThan(60)

  const visible = page.getByLabel('App visible')
  const closed = page.waitForEvent('requestfailed', isStream)
  await visible.uncheck()
  await page.clock.fastForward(16_000)
  await closed
  const opened = page.waitForRequest(isStream)
  await visible.check()
  await opened
  await expectEnded(host)
  const shown = await replyOf(host).innerText()
  await page.reload()
  await host.app.getByRole('link').first().click()
  await expectEnded(host)
  expect(await replyOf(host).innerText()).toBe(shown)
})

test('swipes do not close a chat, and the keyboard goes before a menu comes', async ({ openInTelegram }) => {
  const host = await openInTelegram({ version: '9.1', platform: 'ios', keyboard: 'on' })
  await openNewChat(host)
  await composerOf(host).fill('Half a thought')
  // As on an iPhone, where a tap on a button leaves the focus in the field, and the keyboard where it is.
  await host.app.locator('header.bar').getByRole('button', { name: 'More' }).evaluate((button: HTMLElement) => button.click())
  await expect(host.app.getByRole('dialog')).toBeVisible()
  const calls = (await toldTheClient(host)).join('\n')
  expect(calls).toContain('web_app_setup_swipe_behavior {"allow_vertical_swipe":false}')
  expect(calls).toContain('web_app_hide_keyboard')
})

test('who refused their place is led to where they can allow it, and keeps the question', async ({ openInTelegram }) => {
  const host = await openInTelegram({ location: 'deny', platform: 'ios' })
  await openNewChat(host)
  await host.app.getByRole('button', { name: 'Weather here' }).click()
  await expect(host.app.getByText('Your location was not shared.')).toBeVisible()
  await expect(composerOf(host)).toHaveValue('What is the weather here?')
  await host.app.getByRole('button', { name: 'Settings', exact: true }).click()
  await expect.poll(async () => (await toldTheClient(host)).join()).toContain('web_app_open_location_settings')
})
