import { ask, composerOf, expectEnded, noteOf, openNewChat, replyOf, send } from './support/app.ts'
import { expectAccessible } from './support/axe.ts'
import { shoot } from './support/shoot.ts'
import { expect, test } from './support/test.ts'

test.use({ viewport: { width: 1280, height: 800 } })

test('on a wide page the list stands beside the chat, and keys lead everywhere', async ({ openInBrowser, page }) => {
  const host = await openInBrowser()
  const { app } = host
  await expect(app.getByRole('heading', { name: 'Chats' })).toBeVisible()
  await expectAccessible(page, 'the wide empty page')
  await shoot(page, 'wide-empty')

  await page.keyboard.press('Control+Shift+O')
  await expect(composerOf(host)).toBeFocused()
  await page.keyboard.type('What\'s the weather in Paris and Tokyo?')
  await page.keyboard.press('Enter')
  await expectEnded(host)
  await expect(app.getByRole('navigation', { name: 'Your chats' }).getByRole('link', { name: /Paris and Tokyo/ })).toBeVisible()
  await expect(page).toHaveTitle('Weather in Paris and Tokyo · Parley')
  await expectAccessible(page, 'the wide page with a chat')
  await app.getByRole('button', { name: 'Edit' }).last().press('Enter')
  await expect(composerOf(host)).toBeFocused()
  await expect(composerOf(host)).toHaveValue(/Paris and Tokyo/)
  await page.keyboard.press('Escape')
  await expect(composerOf(host)).toHaveValue('')

  await page.keyboard.type('[[scenario:tokens n=4000 seed=6 rate=60]]')
  await page.keyboard.press('Enter')
  await expect(replyOf(host).locator('.markdown.open')).toBeVisible()
  await expectAccessible(page, 'a reply that is being written')
  await shoot(page, 'wide-writing')
  await page.keyboard.press('Escape')
  await expect(noteOf(host)).toContainText('You stopped this reply.')

  await page.keyboard.press('Control+K')
  await expect(app.getByRole('searchbox', { name: 'Search' })).toBeFocused()
  await page.keyboard.type('Paris')
  await expect(app.locator('mark').first()).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await expect(app.locator('[data-cell]').first()).toBeFocused()
  await page.keyboard.press('Control+K')
  await page.keyboard.press('Escape')
  await expect(app.getByRole('searchbox', { name: 'Search' })).toHaveValue('')

  await app.getByRole('button', { name: 'More', exact: true }).click()
  await app.getByRole('button', { name: 'Persona and instructions' }).click()
  await app.getByRole('combobox', { name: 'Persona' }).selectOption({ label: '✍️ Writer' })
  await app.getByRole('textbox', { name: 'Instructions for this chat' }).fill('Answer in verse')
  await expectAccessible(page, 'persona and instructions')
  await shoot(page, 'wide-persona')
  await app.getByRole('button', { name: 'Save' }).click()
  await expect(app.getByRole('dialog')).toHaveCount(0)
  await expect(app.getByRole('button', { name: 'More', exact: true })).toBeFocused()
  await expect(app.locator('header.bar').getByText('✍️')).toBeVisible()

  await app.getByRole('link', { name: 'Settings' }).focus()
  await page.keyboard.press('Enter')
  await expect(app.getByRole('heading', { name: 'Settings' })).toBeVisible()
  await app.getByLabel('Theme').selectOption('dark')
  await expect(app.locator('body')).toHaveCSS('color-scheme', 'dark')
  await expectAccessible(page, 'wide settings in the dark')
  await shoot(page, 'wide-settings-dark')
  await page.keyboard.press('Escape')
  await expect(composerOf(host)).toBeVisible()
  await expectAccessible(page, 'the wide page in the dark')
  await shoot(page, 'wide-dark')
})

test('the whole app is walked with Tab and Enter alone, and the focus is always seen', async ({ openInBrowser, page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  const host = await openInBrowser()
  const { app } = host
  await expect(app.getByRole('heading', { name: 'Chats' })).toBeVisible()
  const focused = async () => await page.evaluate(() => {
    const element = document.activeElement
    if (!(element instanceof HTMLElement) || element === document.body) return undefined
    const { outlineStyle, outlineWidth } = getComputedStyle(element)
    const { width, height, top, bottom } = element.getBoundingClientRect()
    return {
      name: element.getAttribute('aria-label') ?? element.innerText.trim(),
      // A text field shows its focus on its frame.
      ring: (outlineStyle !== 'none' && outlineWidth !== '0px') || element.matches('input, textarea'),
      seen: width > 0 && height > 0 && bottom > 0 && top < window.innerHeight,
    }
  })
  const tabTo = async (name: RegExp) => {
    for (let presses = 0; presses < 40; presses += 1) {
      await page.keyboard.press('Tab')
      const now = await focused()
      if (now) expect(now, `the focus on “${now.name}”`).toMatchObject({ ring: true, seen: true })
      if (now && name.test(now.name)) return
    }
    throw new Error(`Tab never reaches ${name}`)
  }
  await tabTo(/^Explain/)
  await page.keyboard.press('Enter')
  await expectEnded(host)
  await composerOf(host).focus()
  await page.keyboard.type('Again [[scenario:text text="Said by keyboard"]]')
  await tabTo(/^Send$/)
  await page.keyboard.press('Enter')
  await expect(app.getByText('Said by keyboard', { exact: true })).toBeVisible()
  await expectEnded(host)
  await page.keyboard.press('Shift+Tab')
  await tabTo(/^Message$/)
  await page.keyboard.press('Shift+Tab')
  expect((await focused())?.name).toMatch(/Bad answer|Weather here/)

  await app.getByRole('button', { name: 'More', exact: true }).focus()
  await page.keyboard.press('Enter')
  await expect(app.getByRole('dialog')).toBeVisible()
  await tabTo(/^Rename$/)
  await page.keyboard.press('Enter')
  await expect(app.getByRole('textbox', { name: 'Title' })).toBeFocused()
  await page.keyboard.type('Named by keyboard')
  await expectAccessible(page, 'renaming')
  await shoot(page, 'renaming')
  await page.keyboard.press('Enter')
  await expect(app.getByRole('heading', { name: 'Named by keyboard' })).toBeVisible()
  await expect(app.getByRole('button', { name: 'More', exact: true })).toBeFocused()
  await page.keyboard.press('Escape')

  // The focus stays where the user is: on the cell they come back to, on its neighbour when it is gone.
  const cell = app.getByRole('link', { name: /Named by keyboard/ })
  await expect(cell).toBeFocused()
  await page.keyboard.press('Control+K')
  await page.keyboard.type('vaccines')
  await expect(app.locator('mark').first()).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await expect(app.locator('article.found')).toBeInViewport()
  await page.keyboard.press('Escape')
  await expect(app.getByRole('searchbox', { name: 'Search' })).toHaveValue('vaccines')
  await expect(app.locator('[data-cell]').last()).toBeFocused()
  await page.keyboard.press('Control+K')
  await page.keyboard.press('Escape')
  await cell.focus()
  await page.keyboard.press('Delete')
  await tabTo(/^Delete$/)
  await page.keyboard.press('Enter')
  await expect(cell).toHaveCount(0)
})

test('keys that compose a word are no shortcuts', async ({ openInBrowser, page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  const host = await openInBrowser()
  await openNewChat(host)
  await composerOf(host).focus()
  const composing = await page.context().newCDPSession(page)
  const heard = await page.evaluateHandle(() => {
    const keys: string[] = []
    window.addEventListener('keydown', ({ key, isComposing }) => keys.push(`${key} ${isComposing}`), { capture: true })
    return keys
  })
  await composing.send('Input.imeSetComposition', { text: 'かん', selectionStart: 2, selectionEnd: 2 })
  for (const keys of ['Control+K', 'Control+Shift+O', 'Escape']) await page.keyboard.press(keys)
  expect((await heard.jsonValue()).filter((key) => /^([ko]|escape)/i.test(key))).toEqual(['K true', 'O true', 'Escape true'])
  await expect(composerOf(host)).toBeFocused()
  await composing.send('Input.insertText', { text: '漢' })
  await expect(composerOf(host)).toHaveValue('漢')
  await page.keyboard.press('Escape')
  await expect(host.app.getByRole('heading', { name: 'Chats' })).toBeVisible()
})

test('text twice as large fits', async ({ openInBrowser, page }) => {
  // 200 % of 640 × 800: what a browser's zoom makes of a window of that size.
  await page.setViewportSize({ width: 320, height: 400 })
  const host = await openInBrowser()
  await host.app.getByRole('button', { name: 'New chat', exact: true }).first().click()
  await ask(host, 'What\'s the weather in Cairo?')
  await expect(composerOf(host)).toBeInViewport()
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0)
  await send(host, 'Bye')
  await shoot(page, 'zoomed')
})
