import { expect, test } from './support/test.ts'

test('a browser that refuses storage to frames still runs the app', async ({ openInTelegram, page }) => {
  await page.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage']) {
      Object.defineProperty(window, name, {
        get: () => {
          throw new DOMException('The operation is insecure.', 'SecurityError')
        },
      })
    }
  })
  const { app } = await openInTelegram()
  await app.getByRole('button', { name: 'New chat', exact: true }).first().click()
  await app.getByRole('textbox', { name: 'Message' }).fill('Hello')
  await app.getByRole('button', { name: 'Send' }).click()
  await expect(app.getByRole('button', { name: 'Answer again' })).toBeVisible()
})
