import { ask, composerOf, expectEnded, goBack, noteOf, openNewChat, reload, replyOf, send, sidewaysOf } from './support/app.ts'
import { expectAccessible } from './support/axe.ts'
import { shoot } from './support/shoot.ts'
import { expect, test } from './support/test.ts'

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

test('a long answer shows every kind of block, whole and usable', async ({ openInTelegram }) => {
  const host = await openInTelegram()
  const { page } = host
  await openNewChat(host)
  await ask(host, 'Tell me everything [[scenario:long tokens=640 rate=900]]')
  const reply = replyOf(host)

  await expect(reply.getByRole('heading', { name: 'Chapter 1' })).toHaveCount(1)
  await expect(reply.getByRole('table').first().getByRole('row')).toHaveCount(4)
  await expect(reply.getByRole('columnheader', { name: 'Tokens' }).first()).toBeVisible()
  await expect(reply.getByRole('listitem').filter({ hasText: 'Say it in fewer words' }).getByRole('img', { name: 'To do' }).first())
    .toBeVisible()
  await expect(reply.locator('math[display=block]').first()).toBeVisible()
  await expect(reply.locator('pre .hljs-keyword').first()).toHaveText('interface')

  await reply.getByRole('button', { name: 'Copy code' }).first().click()
  await expect(reply.getByRole('button', { name: 'Copied' })).toBeVisible()
  expect(await page.evaluate(async () => await navigator.clipboard.readText())).toContain('interface Reply {\n  id: string')
  await reply.getByRole('button', { name: 'Copy', exact: true }).click()
  await expect.poll(async () => await page.evaluate(async () => await navigator.clipboard.readText())).toContain('## In numbers')

  await reply.getByRole('link', { name: 'link', exact: true }).first().click()
  await expect(page.locator('#log')).toContainText('web_app_open_link')
  expect(await sidewaysOf(host)).toBe(0)
  await expectAccessible(page, 'a long answer')
  for (const [name, part] of [['table', 'table'], ['code', 'pre'], ['maths', '.math.display']] as const) {
    await reply.locator(part).first().evaluate((element) => element.scrollIntoView({ block: 'center' }))
    await shoot(page, `reply-${name}`)
  }
})

test('a reply is answered again, a message edited, and both versions stay to go back to', async ({ openInTelegram }) => {
  const host = await openInTelegram()
  const { app, page } = host
  await openNewChat(host)
  await ask(host, 'First [[scenario:text text="One answer"]]')
  await app.getByRole('button', { name: 'Answer again' }).click()
  const reply = replyOf(host)
  await expect(reply.getByRole('group', { name: 'Version 2 of 2' })).toBeVisible()
  await expectEnded(host)
  await reply.getByRole('button', { name: 'Previous version' }).click()
  await expect(reply.getByRole('group', { name: 'Version 1 of 2' })).toBeVisible()

  await app.locator('.user').first().hover()
  await app.getByRole('button', { name: 'Edit' }).click()
  await expect(composerOf(host)).toHaveValue(/^First/)
  await expectAccessible(page, 'editing')
  await shoot(page, 'editing')
  await composerOf(host).fill('Second [[scenario:text text="Another answer"]]')
  await app.getByRole('button', { name: 'Save' }).click()
  await expect(app.getByText('Another answer', { exact: true })).toBeVisible()
  await expectEnded(host)
  await expect(app.getByText('One answer', { exact: true })).toHaveCount(0)
  await app.locator('.user').first().hover()
  await app.locator('.user').getByRole('button', { name: 'Previous version' }).click()
  await expect(app.getByText('One answer', { exact: true })).toBeVisible()
  await expect(app.getByText('Another answer', { exact: true })).toHaveCount(0)
  await expectAccessible(page, 'branches')
  await shoot(page, 'branches')

  await goBack(host)
  await app.getByRole('searchbox', { name: 'Search' }).fill('another answ')
  await app.locator('a[href*="message="]').first().click()
  await expect(app.locator('article.found')).toHaveText(/Another answer/)
  await expect(app.getByText('One answer', { exact: true })).toHaveCount(0)

  await app.getByRole('button', { name: 'Good answer' }).click()
  await expect(app.getByRole('button', { name: 'Good answer' })).toHaveAttribute('aria-pressed', 'true')
  await reload(host)
  await expect(app.getByRole('button', { name: 'Good answer' })).toHaveAttribute('aria-pressed', 'true')
})

test('what went wrong is said in words, with the way out of it', async ({ openInTelegram }) => {
  const host = await openInTelegram({ theme: 'dark' })
  const { app, page } = host
  await openNewChat(host)
  await ask(host, 'Go on for long [[scenario:tokens n=60 seed=2 rate=500]] [[fault:max-tokens after=30]]')
  await expect(noteOf(host)).toContainText('The reply reached the length limit.')
  const before = await replyOf(host).locator('.markdown').innerText()
  await expectAccessible(page, 'a reply that was cut off')
  await app.getByRole('button', { name: 'Continue' }).click()
  await expect(noteOf(host)).toHaveCount(0)
  await expectEnded(host)
  const after = await replyOf(host).locator('.markdown').innerText()
  expect(after.startsWith(before.slice(0, 80))).toBe(true)
  expect(after.length).toBeGreaterThan(before.length)

  await send(host, 'Break [[scenario:text text="Here after all"]] [[fault:drop after=1 times=1]]')
  await expect(noteOf(host)).toContainText('The reply broke off.')
  await expectAccessible(page, 'a reply that broke off')
  await shoot(page, 'reply-broke-off')
  await app.getByRole('button', { name: 'Try again' }).click()
  await expect(app.getByText('Here after all', { exact: true })).toBeVisible()
  await expect(noteOf(host)).toHaveCount(0)
  await expectEnded(host)

  await send(host, '[[fault:blocked]] something')
  await expect(noteOf(host)).toContainText('The assistant does not answer this. Try putting it differently.')
  await expectEnded(host)
})
