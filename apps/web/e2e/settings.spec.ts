import {
  ask, composerOf, expectEnded, goBack, openNewChat, openSettings, readDownload, reload, swipe, toldTheClient,
} from './support/app.ts'
import { expectAccessible } from './support/axe.ts'
import { expectTidy } from './support/layout.ts'
import { shoot } from './support/shoot.ts'
import { expect, test } from './support/test.ts'

test('units and persona are chosen, everything is exported, and the account with all its traces is gone', async ({ openInTelegram }) => {
  const host = await openInTelegram()
  const { app, page } = host
  await openNewChat(host)
  await ask(host, 'What\'s the weather in Rome?')
  await expect(app.getByRole('article').getByRole('article').first()).toContainText('km/h')
  await composerOf(host).fill('Not sent yet')

  await openSettings(host)
  await expectAccessible(page, 'settings')
  await shoot(page, 'settings')
  await app.getByLabel('Units').selectOption('imperial')
  await app.getByLabel('Persona').selectOption({ index: 2 })
  await expect(app.getByRole('progressbar')).toHaveCount(2)
  await app.getByRole('button', { name: 'Export everything' }).evaluate((button) => button.scrollIntoView({ block: 'center' }))
  await shoot(page, 'settings-end')
  const download = page.waitForEvent('download')
  await app.getByRole('button', { name: 'Export everything' }).click()
  await expect(app.getByText('The export is on its way.')).toBeVisible()
  const file = await download
  expect(file.suggestedFilename()).toMatch(/^parley-\d{4}-\d\d-\d\d\.json$/)
  expect(JSON.parse(await readDownload(file))).toMatchObject({ chats: [{ messages: [{ role: 'user' }, { role: 'assistant' }] }] })
  expect((await toldTheClient(host)).filter((call) => call.includes('file_download')).join()).toMatch(/"url":"http.+\/export\?ticket=/)
  await expectAccessible(page, 'exported')
  await goBack(host)
  await expect(composerOf(host)).toHaveValue('Not sent yet')
  await ask(host, 'What\'s the weather in Cairo?')
  await expect(app.getByRole('article').getByRole('article').last()).toContainText('mph')
  await composerOf(host).fill('Not sent yet either')

  await openSettings(host)
  await app.getByRole('button', { name: 'Delete my account' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
  await expect(app.getByText('Your account and everything in it is deleted.')).toBeVisible()
  await expect(app.getByRole('button', { name: /Explain how vaccines work/ })).toBeVisible()
  const traces = await app.locator('html').evaluate(() => Object.entries(localStorage)
    .filter(([, value]) => /Rome|Cairo|Not sent yet|imperial/.test(String(value))).map(([key]) => key))
  expect(traces).toEqual([])
  await openSettings(host)
  await expect(app.getByLabel('Units')).toHaveValue('metric')
  await app.getByRole('combobox', { name: 'Language' }).selectOption('de')
  await expect(app.getByRole('heading', { name: 'Einstellungen' })).toBeVisible()
  await app.getByRole('combobox', { name: 'Sprache' }).selectOption('en')
  await goBack(host)
  await reload(host)
  await expect(app.getByRole('button', { name: /Explain how vaccines work/ })).toBeVisible()
  await expect(app.getByRole('listitem').getByRole('link')).toHaveCount(0)
  await app.getByRole('button', { name: /Explain how vaccines work/ }).click()
  await expectEnded(host)
})

test('a user whose Telegram is Arabic gets everything from right to left', async ({ openInTelegram }) => {
  const host = await openInTelegram({ language: 'ar', theme: 'dark', size: '320x568' })
  const { app, page } = host
  await expect(app.locator('html')).toHaveAttribute('lang', 'ar')
  await expect(app.locator('html')).toHaveAttribute('dir', 'rtl')
  await expect(app.locator('.welcome')).toBeVisible()
  await expectTidy(host, 'the empty list in Arabic')
  await shoot(page, 'ar-client-empty')
  await app.locator('.new').click()
  const field = app.getByRole('textbox').last()
  await field.fill('What\'s the weather in Paris and Tokyo?')
  await field.press('Enter')
  await expect(app.getByRole('article').getByRole('article')).toHaveCount(2)
  await expect(app.locator('.reply .tools button').first()).toBeVisible()
  await expectTidy(host, 'a chat in Arabic')
  await expectAccessible(page, 'a chat in Arabic')
  await shoot(page, 'ar-client-answer')
  await goBack(host)
  await swipe(page, app.locator('li .cell'), 160)
  await expect(app.locator('.swipe .actions')).toBeVisible()
  await shoot(page, 'ar-client-swiped')
})

test('the language is changed in the settings, at once', async ({ openInTelegram }) => {
  const host = await openInTelegram()
  const { app, page } = host
  await openSettings(host)
  await app.getByRole('combobox', { name: 'Language' }).selectOption('ar')
  await expect(app.locator('html')).toHaveAttribute('dir', 'rtl')
  await expect(app.getByRole('heading', { name: 'الإعدادات' })).toBeVisible()
  await reload(host)
  await expect(app.getByRole('heading', { name: 'الإعدادات' })).toBeVisible()
  await expectAccessible(page, 'settings in Arabic')
})
