import type { Locator } from '@playwright/test'
import { openNewChat, replyOf } from './support/app.ts'
import { shoot } from './support/shoot.ts'
import { expect, test } from './support/test.ts'

const english = '| City | Rain in a year | Degrees |\n| --- | --- | --- |\n| Paris | 640 | 12 |\n| القاهرة | 25 | 22 |'
const arabic = '| المدينة | الأمطار في السنة | الدرجات |\n| --- | --- | --- |\n| القاهرة | 25 | 22 |\n| Paris | 640 | 12 |'

const edgesOf = async (cells: Locator) => await cells.evaluateAll((all) => all.map((cell) => {
  const range = document.createRange()
  range.selectNodeContents(cell)
  const [box, words] = [cell.getBoundingClientRect(), range.getBoundingClientRect()]
  return { left: box.left, wordsFromLeft: words.left - box.left, wordsFromRight: box.right - words.right }
}))

/** In one column, words of either direction and numbers stand at the side where the table's own lines begin. */
async function expectTable(table: Locator, from: 'left' | 'right'): Promise<void> {
  const head = (await edgesOf(table.locator('th'))).map(({ left }) => left)
  expect(head, 'the columns').toEqual(head.toSorted((a, b) => from === 'left' ? a - b : b - a))
  for (const { wordsFromLeft, wordsFromRight } of await edgesOf(table.locator('td, th'))) {
    const [near, far] = from === 'left' ? [wordsFromLeft, wordsFromRight] : [wordsFromRight, wordsFromLeft]
    expect(near).toBeLessThanOrEqual(far + 1)
    expect(near).toBeLessThan(16)
  }
}

for (const language of ['en', 'ar']) {
  test(`tables, quotes and items run as their own words do, in a page in ${language}`, async ({ openInTelegram }) => {
    const host = await openInTelegram({ language, size: '320x568' })
    const composer = host.app.getByRole('textbox').last()
    if (language === 'en') await openNewChat(host)
    else await host.app.locator('.new').click()
    await composer.fill(`[[scenario:text text="${english}\n\n${arabic}\n\n> اقتباس\n>\n> A line of it\n\n1. أولًا\n\n2. Second"]]`)
    await composer.press('Enter')
    await expect(replyOf(host).locator('.tools button').first()).toBeVisible()
    const tables = replyOf(host).getByRole('table')
    await expectTable(tables.first(), 'left')
    await expectTable(tables.last(), 'right')
    await expect(replyOf(host).locator('blockquote')).toHaveCSS('direction', 'rtl')
    await expect(replyOf(host).locator('li').first()).toHaveCSS('direction', 'rtl')
    await expect(replyOf(host).locator('li').last()).toHaveCSS('direction', 'ltr')
    await shoot(host.page, `tables-${language}`)
  })
}
