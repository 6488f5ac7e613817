import type { Page } from '@playwright/test'
import { languages } from '../src/i18n/languages.ts'
import { ask, openNewChat } from './support/app.ts'
import { expectAccessible } from './support/axe.ts'
import { expectTidy } from './support/layout.ts'
import { shoot } from './support/shoot.ts'
import { expect, test } from './support/test.ts'
import type { Host } from './support/test.ts'

// Named to be the first of all: these are the longest, and would leave a processor with nothing to do at the end.
const sizes = [{ width: 320, height: 568 }, { width: 390, height: 844 }, { width: 1280, height: 800 }]
const themes = ['light', 'dark'] as const

type Open = (path: string) => Promise<Host>

/** Called on every screen and state, with its name. */
type Look = (state: string) => Promise<void>

/** What there is to see: a pinned chat with every kind of block, one with cards, one that failed, an archived one. */
async function furnish(host: Host): Promise<void> {
  const { app, page } = host
  for (const text of ['Put away [[scenario:text text="Out of sight"]]', 'Break [[scenario:text text="Half of it"]] [[fault:drop after=1]]',
    'What\'s the weather in Paris and Tokyo?', 'Everything [[scenario:long tokens=330 rate=3000]]']) {
    await openNewChat(host)
    await ask(host, text)
    await page.keyboard.press('Escape')
  }
  await app.getByRole('link', { name: /Put away/ }).click({ button: 'right' })
  await app.getByRole('button', { name: 'Archive', exact: true }).click()
  await app.getByRole('link', { name: /Everything/ }).click({ button: 'right' })
  await app.getByRole('button', { name: 'Pin', exact: true }).click()
  await expect(app.locator('.pin')).toBeVisible()
}

async function closeDialog(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  await expect(page.locator('dialog')).toHaveCount(0)
}

/** Walks through every screen, in whatever language: by places, not by words. */
async function tour(open: Open, look: Look): Promise<void> {
  const { page } = await open('/')
  await expect(page.locator('.cell')).toHaveCount(3)
  await look('list')
  await page.locator('.cell').nth(1).press('Delete')
  await look('question')
  await closeDialog(page)
  await page.locator('#chat-search').fill('weather')
  await expect(page.locator('mark').first()).toBeVisible()
  await look('search')
  await page.locator('#chat-search').press('Escape')
  await page.locator('.cell').first().click({ button: 'right' })
  await look('list-menu')
  await closeDialog(page)

  await page.locator('.cell', { hasText: 'Paris' }).click()
  await page.locator('.card').first().evaluate((card) => card.scrollIntoView({ block: 'center' }))
  await look('cards')
  await open('/')
  await page.locator('.cell').first().click()
  await page.locator('table').last().evaluate((table) => table.scrollIntoView({ block: 'center' }))
  await expect(page.locator('.hljs-keyword').first()).toBeVisible()
  await look('blocks')
  await page.locator('header.bar .icon-button').last().click()
  await look('chat-menu')
  await page.locator('dialog li button').nth(1).click()
  await expect(page.locator('dialog textarea')).toBeVisible()
  await look('persona')
  await closeDialog(page)

  await open('/settings')
  await expect(page.getByRole('progressbar')).toHaveCount(2)
  await look('settings')
  await open('/archive')
  await expect(page.locator('.cell')).toHaveCount(1)
  await look('archive')
}

/** One state at a time in both themes, as the device changes them. */
const lookInBoth = (host: Host, prefix: string): Look => async (state) => {
  for (const theme of themes) {
    await host.page.emulateMedia({ colorScheme: theme })
    await expect(host.page.locator('body')).toHaveCSS('color-scheme', theme)
    await expectTidy(host, `${prefix} ${state} ${theme}`)
    await shoot(host.page, `${prefix}-${state}-${theme}`)
  }
}

for (const language of ['en', 'ar'] as const) {
  test(`every screen in ${language}, at three sizes, light and dark`, async ({ openInBrowser, page }) => {
    test.slow()
    const host = await openInBrowser()
    await furnish(host)
    await setLanguage(openInBrowser, language)
    for (const size of sizes) {
      await page.setViewportSize(size)
      const look = lookInBoth(host, `${language}-${size.width}`)
      await tour(openInBrowser, async (state) => {
        await look(state)
        // The narrowest is the hardest, and the last theme the darkest.
        if (size.width === 320) await expectAccessible(page, `${language} ${state} dark`)
      })
    }
  })
}

test('every language fits the smallest phone', async ({ openInBrowser, page }) => {
  test.slow()
  await page.setViewportSize({ width: 320, height: 568 })
  const host = await openInBrowser()
  await furnish(host)
  for (const language of Object.keys(languages).filter((tag) => tag !== 'en' && tag !== 'ar')) {
    await setLanguage(openInBrowser, language)
    await tour(openInBrowser, async (state) => {
      await expectTidy(host, `${language} ${state}`)
      await shoot(page, `${language}-${state}`)
    })
  }
})

async function setLanguage(open: Open, language: string): Promise<void> {
  const { page } = await open('/settings')
  await page.locator('select').first().selectOption(language)
  await expect(page.locator('html')).toHaveAttribute('lang', language)
}
