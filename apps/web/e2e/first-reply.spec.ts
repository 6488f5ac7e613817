import { watchText } from './support/growth.ts'
import { shoot } from './support/shoot.ts'
import { expect, test } from './support/test.ts'

const question = 'What\'s the weather in Paris and Tokyo?'

for (const { name, theme, size } of [
  { name: 'phone-light', theme: 'light', size: '390x844' },
  { name: 'small-dark', theme: 'dark', size: '320x568' },
  { name: 'desktop-light', theme: 'light', size: '1280x800' },
]) {
  const [width = 0, height = 0] = size.split('x').map(Number)
  test.describe(name, () => {
    test.use({ viewport: { width, height } })

    test('a question about the weather streams an answer with two cards, which a reload keeps', async ({ openInTelegram }) => {
      const { app, page } = await openInTelegram({ theme })
      await expect(app.getByRole('heading', { name: 'Chats' })).toBeVisible()
      await expect(app.locator('body')).toHaveCSS('color-scheme', theme)
      await shoot(page, `${name}-empty`)

      await app.getByRole('button', { name: 'New chat', exact: true }).first().click()
      const composer = app.getByRole('textbox', { name: 'Message' })
      await composer.fill(question)
      const { states } = await watchText(app.locator('body'))
      await app.getByRole('button', { name: 'Send' }).click()

      const answer = app.getByRole('log')
      const end = answer.getByText(/The warmer of them is/)
      await expect(end).toBeVisible()
      await expect(app.getByRole('button', { name: 'Answer again' })).toBeVisible()
      await expect(answer.getByRole('article').getByRole('article')).toHaveCount(2)
      await shoot(page, `${name}-answer`)

      const answers = (await states()).map((text) => /In Paris it is[^]*/.exec(text)?.[0] ?? '')
      const growing = new Set(answers.map((text) => text.length))
      expect(growing.size, 'how many states of the growing text were seen').toBeGreaterThan(2)

      await app.locator('html').evaluate(() => location.reload())
      await expect(end).toBeVisible()
      await expect(answer.getByRole('article').getByRole('article')).toHaveCount(2)
      await page.reload()
      await app.getByRole('link', { name: /Weather in Paris and Tokyo/ }).click()
      await expect(end).toBeVisible()

      const overflow = await app.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth)
      expect(overflow, 'pixels that stand out sideways').toBe(0)
    })
  })
}
