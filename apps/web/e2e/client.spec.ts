import { ask, composerOf, expectEnded, goBack, openNewChat, replyOf, send, sidewaysOf, toldTheClient } from './support/app.ts'
import { expectAccessible } from './support/axe.ts'
import { shoot } from './support/shoot.ts'
import { expect, test } from './support/test.ts'

test('a deep link with a question puts it into a new chat, one with a chat opens that', async ({ openInTelegram }) => {
  const question = 'Where does rain come from? ☔️'
  const host = await openInTelegram({ start: `q_${Buffer.from(question).toString('base64url')}` })
  await expect(composerOf(host)).toHaveValue(question)
  await send(host, '[[scenario:text text="From the sea"]]')
  await expectEnded(host)
  const address = await host.app.locator('html').evaluate(() => location.href)
  const id = /\/chat\/([\w-]+)/.exec(address)?.[1] ?? ''
  expect(address, 'launch data in the address').not.toContain('tgWebApp')

  const again = await openInTelegram({ start: `chat_${id}` })
  await expect(again.app.getByText('From the sea', { exact: true })).toBeVisible()
  await goBack(again)
  await expect(again.app.getByRole('heading', { name: 'Chats' })).toBeVisible()

  const lost = await openInTelegram({ start: 'chat_0192f0c1-2345-7890-8abc-0123456789ab' })
  await expect(lost.app.getByText('There is nothing here')).toBeVisible()
  await expectAccessible(lost.page, 'a chat that is not there')
  await shoot(lost.page, 'not-found')
  await lost.page.getByRole('button', { name: 'Go to your chats' }).click()
  await expect(lost.app.getByRole('heading', { name: 'Chats' })).toBeVisible()
  await expect(lost.page.getByRole('button', { name: 'Go to your chats' })).toBeHidden()
})

test('the oldest client lacks buttons, popups, haptics and colours, and everything works all the same', async ({ openInTelegram }) => {
  const host = await openInTelegram({ version: '6.0', platform: 'android' })
  const { app, page } = host
  const errors: Error[] = []
  page.on('pageerror', (error) => errors.push(error))
  await openNewChat(host)
  await ask(host, 'What\'s the weather in Oslo?')
  await app.getByRole('button', { name: 'More', exact: true }).click()
  await app.getByRole('dialog').getByRole('button', { name: 'Delete chat' }).click()
  const question = app.getByRole('dialog', { name: 'Delete this chat?' })
  await expectAccessible(page, 'the app\'s own question')
  await shoot(page, 'own-confirm')
  await question.getByRole('button', { name: 'Cancel' }).click()
  await app.getByRole('button', { name: 'Back' }).click()
  await app.getByRole('link', { name: 'Settings' }).click()
  await expect(app.getByRole('heading', { name: 'Settings' })).toBeVisible()
  await app.getByRole('button', { name: 'Back' }).click()
  await expect(app.getByRole('heading', { name: 'Chats' })).toBeVisible()
  const calls = await toldTheClient(host)
  expect(calls.filter((call) => /popup|haptic|back_button|settings_button|header_color|swipe|fullscreen|safe_area/.test(call)))
    .toEqual([])
  expect(errors).toEqual([])
})

test('a phone with a notch in fullscreen, and one with the keyboard open, hide nothing', async ({ openInTelegram }) => {
  const host = await openInTelegram({ safe: 'notch', fullscreen: 'on', platform: 'ios', theme: 'dark' })
  const { app, page } = host
  await openNewChat(host)
  await ask(host, 'What\'s the weather in Lima?')
  const edges = await app.locator('html').evaluate(() => {
    const of = (selector: string) => document.querySelector(selector)?.getBoundingClientRect()
    return {
      top: of('header h1')?.top ?? 0,
      bottom: window.innerHeight - (of('form textarea')?.bottom ?? 0),
    }
  })
  expect(edges.top, 'the title under the notch and the client\'s own buttons').toBeGreaterThan(47)
  expect(edges.bottom, 'the field over the home bar').toBeGreaterThanOrEqual(34)
  await shoot(page, 'fullscreen-notch')
  await openInTelegram({ safe: 'notch', platform: 'ios', theme: 'dark', keyboard: 'on' })
  await app.getByRole('link', { name: /Lima/ }).click()
  await expect(replyOf(host).getByRole('button', { name: 'Answer again' })).toBeInViewport()
  await expect(composerOf(host)).toBeInViewport()
  await shoot(page, 'keyboard-open')
})

test('buttons of the client lead where they say, and a location is asked for only when it is used', async ({ openInTelegram }) => {
  const host = await openInTelegram({ platform: 'ios' })
  const { app, page } = host
  await expect(app.getByRole('heading', { name: 'Chats' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Back', exact: true })).toBeHidden()
  const asked = async () => (await toldTheClient(host)).filter((call) => call.includes('web_app_request_location'))
  expect(await asked()).toEqual([])
  await openNewChat(host)
  await app.getByRole('button', { name: 'Weather here' }).click()
  await expectEnded(host)
  await expect(app.getByRole('article').getByRole('article')).toHaveCount(1)
  expect(await asked()).toHaveLength(1)
  await expect(app.locator('.card .name')).toHaveText('Where you are')
  // Asked again by who reads further up: they are led to the answer.
  await ask(host, '[[scenario:tokens n=400 seed=5 rate=3000]]')
  await app.locator('.message').first().evaluate((message) => message.scrollIntoView())
  await expect(app.getByRole('button', { name: 'To the newest message' })).toBeVisible()
  await app.getByRole('button', { name: 'Weather here' }).click()
  await expect(app.locator('.message.last .card')).toBeInViewport()
  await expectEnded(host)

  await page.getByRole('button', { name: 'More', exact: true }).first().click()
  await page.getByRole('menuitem', { name: 'Settings' }).click()
  await expect(app.getByRole('heading', { name: 'Settings' })).toBeVisible()
  await goBack(host)
  await expect(replyOf(host)).toBeVisible()
  const calls = (await toldTheClient(host)).join('\n')
  for (const call of ['web_app_ready', 'web_app_expand', 'web_app_set_header_color', 'web_app_set_background_color',
    'web_app_setup_settings_button', 'web_app_setup_back_button']) expect(calls).toContain(call)
  expect(await sidewaysOf(host)).toBe(0)
})

test('who wants less motion gets none', async ({ openInTelegram, page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const host = await openInTelegram()
  await openNewChat(host)
  await send(host, '[[scenario:tokens n=80 seed=5 rate=60]]')
  const slow = async () => await host.app.locator('html').evaluate(() => document.getAnimations()
    .map(({ effect }) => effect?.getComputedTiming())
    .filter((timing) => Number(timing?.activeDuration ?? 0) > 20).length)
  for (let look = 0; look < 5; look += 1) expect(await slow()).toBe(0)
  await expectEnded(host)
})
