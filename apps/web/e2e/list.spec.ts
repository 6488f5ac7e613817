import { ask, composerOf, expectEnded, goBack, openNewChat, reload, replyOf, sidewaysOf, swipe, toldTheClient } from './support/app.ts'
import { expectAccessible } from './support/axe.ts'
import { shoot } from './support/shoot.ts'
import { expect, test } from './support/test.ts'

test('a suggestion is asked on tap; a word of it is found again and leads to its message', async ({ openInTelegram }) => {
  const host = await openInTelegram({ size: '320x568' })
  const { app, page } = host
  await expectAccessible(page, 'the empty list')
  await app.getByRole('button', { name: /Explain how vaccines work/ }).click()
  await expect(app.locator('.user').first()).toContainText('Explain how vaccines work')
  await expectEnded(host)
  await ask(host, 'A needle [[scenario:text text="The haystack holds a golden thimble somewhere."]]')
  for (const seed of [1, 2, 3]) await ask(host, `More [[scenario:tokens n=150 seed=${seed} rate=2000]]`)
  await goBack(host)

  await app.getByRole('searchbox', { name: 'Search' }).fill('golden thimb')
  const hit = app.getByRole('link', { name: /now The haystack holds a golden thimble/ })
  await expect(hit.locator('mark')).toHaveText('golden thimb')
  await expectAccessible(page, 'hits of a search')
  await shoot(page, 'search')
  await hit.click()
  await expect(app.getByText('The haystack holds a golden thimble somewhere.', { exact: true })).toBeInViewport()
  await expect(app.getByRole('button', { name: 'To the newest message' })).toBeVisible()
  await expectAccessible(page, 'in the middle of a chat')
  await shoot(page, 'search-jumped')
  await app.getByRole('button', { name: 'To the newest message' }).click()
  await expect(replyOf(host).getByRole('button', { name: 'Answer again' })).toBeInViewport()

  await goBack(host)
  await expect(app.getByRole('searchbox', { name: 'Search' })).toHaveValue('golden thimb')
  await expect(hit).toBeVisible()
  await app.getByRole('searchbox', { name: 'Search' }).fill('unheard-of')
  await expect(app.getByText(/Nothing found for “.unheard-of.”/)).toBeVisible()
  await expectAccessible(page, 'a search without hits')
  await shoot(page, 'search-nothing')
})

test('chats are pinned, archived and brought back, by finger, menu and key', async ({ openInTelegram }) => {
  const host = await openInTelegram()
  const { app, page } = host
  for (const name of ['Alpha', 'Beta']) {
    await openNewChat(host)
    await ask(host, `${name} [[scenario:text text="${name} it is"]]`)
    await goBack(host)
  }
  const chats = app.getByRole('listitem')
  await expect(chats.first()).toContainText('Beta')

  await swipe(page, app.getByRole('link', { name: /Alpha/ }), -160)
  await shoot(page, 'swiped')
  await app.locator('.swipe .actions').getByText('Pin', { exact: true }).click()
  await expect(chats.first()).toContainText('Alpha')
  await expect(chats.first().getByRole('img', { name: 'Pinned' })).toBeVisible()

  await app.getByRole('button', { name: /More for “Beta/ }).click()
  await expectAccessible(page, 'a chat\'s menu')
  await shoot(page, 'chat-menu')
  await app.getByRole('dialog').getByRole('button', { name: 'Archive' }).click()
  await expect(chats).toHaveCount(1)
  await expectAccessible(page, 'archived, with a way back')
  await shoot(page, 'archived')
  await app.getByRole('button', { name: 'Undo' }).click()
  await expect(chats).toHaveCount(2)
  await swipe(page, app.getByRole('link', { name: /Beta/ }), -160)
  await app.locator('.swipe .actions').getByText('Archive', { exact: true }).click()
  await app.getByRole('link', { name: 'Archive' }).click()
  await expect(chats.first()).toContainText('Beta')
  await expectAccessible(page, 'the archive')
  await shoot(page, 'archive')
  await app.getByRole('button', { name: /More for “Beta/ }).click()
  await app.getByRole('dialog').getByRole('button', { name: 'Unarchive' }).click()
  await expect(app.getByText('No archived chats')).toBeVisible()
  await expectAccessible(page, 'the empty archive')
  await shoot(page, 'archive-empty')
  await goBack(host)

  const alpha = app.getByRole('link', { name: /Alpha/ })
  await alpha.focus()
  await page.keyboard.press('ArrowDown')
  await expect(app.getByRole('link', { name: /Beta/ })).toBeFocused()
  await page.keyboard.press('Delete')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
  await expect(chats).toHaveCount(1)
  await expect.poll(async () => (await toldTheClient(host)).some((call) => call.includes('"selection_change"'))).toBe(true)
  expect(await sidewaysOf(host)).toBe(0)
})

test('a draft is kept, too long a text is counted, and Telegram is asked to confirm the closing', async ({ openInTelegram }) => {
  const host = await openInTelegram()
  const { app, page } = host
  await openNewChat(host)
  await composerOf(host).fill('Half a thought')
  await expect.poll(async () => (await toldTheClient(host)).at(-1)).toContain('"need_confirmation":true')
  await page.getByRole('button', { name: 'Close', exact: true }).click()
  await expect(page.getByRole('alertdialog')).toBeVisible()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).click()
  await goBack(host)
  await expect(app.getByRole('heading', { name: 'Chats' })).toBeVisible()
  await reload(host)
  await openNewChat(host)
  await expect(composerOf(host)).toHaveValue('Half a thought')

  await composerOf(host).fill('ab '.repeat(2_600))
  await expect(app.getByText('200 characters left')).toBeVisible()
  await composerOf(host).fill('ab '.repeat(2_700))
  await expect(app.getByText('100 characters over the limit of 8,000')).toBeVisible()
  await expect(app.getByRole('button', { name: 'Send' })).toBeDisabled()
  await expectAccessible(page, 'a text that is too long')
  await shoot(page, 'composer-too-long')

  await composerOf(host).fill('Two')
  await composerOf(host).press('Shift+Enter')
  await page.keyboard.type('lines [[scenario:text text="Seen"]]')
  await page.keyboard.press('Enter')
  await expect(app.locator('.user .bubble')).toHaveText(/^Two\nlines/)
  await expectEnded(host)
  // A field that grows leaves the end in sight.
  await ask(host, '[[scenario:tokens n=200 seed=5 rate=3000]]')
  await composerOf(host).fill('Many\nlines\nare\nwritten\nhere\nnow')
  const below = async () => await app.locator('html').evaluate(() => {
    const edge = (selector: string, side: 'top' | 'bottom') => document.querySelector(selector)?.getBoundingClientRect()[side] ?? 0
    return edge('form.composer', 'top') - edge('.message.last .actions', 'bottom')
  })
  await expect.poll(below).toBeGreaterThanOrEqual(0)
  await composerOf(host).fill('')
  await expect.poll(async () => (await toldTheClient(host)).filter((call) => call.includes('haptic')).join()).toMatch(/light.*success/)
  await expect.poll(async () => (await toldTheClient(host)).filter((call) => call.includes('closing')).at(-1)).toContain('false')
})
