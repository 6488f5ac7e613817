import { ask, expectEnded, goBack, openNewChat, replyOf, send, swipe, touchDown } from './support/app.ts'
import { expect, test } from './support/test.ts'

test.use({ hasTouch: true, isMobile: true })

test('a finger held on a chat opens its menu, and one drawer is open at a time', async ({ openInTelegram }) => {
  const host = await openInTelegram({ platform: 'android' })
  const { app, page } = host
  for (const name of ['Alpha', 'Beta']) {
    await openNewChat(host)
    await ask(host, `${name} [[scenario:text text="${name} it is"]]`)
    await goBack(host)
  }
  const [alpha, beta] = [app.getByRole('link', { name: /Alpha/ }), app.getByRole('link', { name: /Beta/ })]
  const hold = await touchDown(page, alpha)
  await expect(app.getByRole('dialog')).toContainText('Rename')
  await hold.up()
  await expect(app.getByRole('dialog')).toContainText('Rename')
  await page.keyboard.press('Escape')

  const drawers = app.locator('.swipe .actions')
  for (const chat of [alpha, beta]) {
    const finger = await touchDown(page, chat)
    await finger.moveBy(-160)
    await finger.up()
    await expect(drawers).toHaveCount(1)
  }
  await app.getByRole('heading', { name: 'Chats' }).tap()
  await expect(drawers).toHaveCount(0)
})

test('what is not seen is not hit: a tap shows what can be done with an older message, a second one does it', async ({ openInTelegram }) => {
  const host = await openInTelegram({ platform: 'android' })
  const { app, page } = host
  await openNewChat(host)
  await ask(host, 'One [[scenario:text text="First answer"]]')
  await send(host, 'Two [[scenario:text text="Second answer"]]')
  await expectEnded(host)
  const older = app.locator('.reply').first()
  const again = older.getByRole('button', { name: 'Answer again' })
  const box = await again.boundingBox()
  if (!box) throw new Error('No button to hit')
  await page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2)
  await expect(older.locator('.actions')).toHaveCSS('opacity', '1')
  await expect(app.locator('.reply')).toHaveCount(2)
  await expect(replyOf(host)).toContainText('Second answer')
  await again.tap()
  await expect(app.getByRole('group', { name: 'Version 2 of 2' })).toBeVisible()
})

test('no word on a drawer is broken, the longest of all languages included', async ({ openInTelegram }) => {
  const host = await openInTelegram({ platform: 'android', size: '320x568', language: 'de' })
  const { app, page } = host
  await app.locator('.new').click()
  await app.getByRole('textbox').last().fill('Hallo [[scenario:text text="Guten Tag"]]')
  await app.locator('form .primary').click()
  await expect(replyOf(host).locator('.tools button').first()).toBeVisible()
  await goBack(host)
  await swipe(page, app.locator('li .cell'), -180)
  await app.locator('.actions .archive').click()
  await app.locator('.toast .dismiss').click()
  await app.locator('a.archive').click()
  await swipe(page, app.locator('li .cell'), -180)
  await expect(app.locator('.actions')).toContainText('Zurückholen')
  const lines = await app.locator('.actions button').evaluateAll((buttons) => buttons.map((button) => {
    const words = document.createRange()
    words.selectNodeContents(button.lastChild ?? button)
    return words.getClientRects().length
  }))
  expect(lines).toEqual([1, 1, 1])
})
