import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { scriptedText } from '@parley/emulators'
import { startServerProcess } from '@parley/server/testing'
import type { Page } from '@playwright/test'
import { read, watch } from './performance/probe.ts'
import { seed } from './performance/seed.ts'
import { scroll } from './performance/steps.ts'
import { seenWords, wordsApart } from './performance/words.ts'
import { expect, test } from './support/test.ts'

// What is held here is what a slow machine does not change. How fast it is: `pnpm performance`.

const most = { elements: 3_000, shift: 0.02 }

/** Opens a chat of so many messages, watched from its first script on. */
const longTest = test.extend<{ openLong: (messages: number) => Promise<Page> }>({
  openLong: async ({ page, userId }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'parley-long-'))
    const url = `file:${join(folder, 'parley.db')}`
    const server = await startServerProcess({ DATABASE_URL: url })
    await use(async (messages) => {
      await seed(url, { userId, sizes: [messages] })
      await watch(page)
      await page.goto(`${server.url}/?user=${userId}`)
      await page.getByRole('link', { name: `Chat of ${messages}` }).click()
      await expect(page.getByRole('log').locator('.reply').last()).toBeInViewport()
      return page
    })
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  },
})

/** The first message in sight, and where it begins, once the page has drawn what it scrolled to. */
async function placeOfReader(page: Page): Promise<{ id: string | undefined, top: number } | undefined> {
  return await page.evaluate(async () => {
    for (let frame = 0; frame < 4; frame += 1) await new Promise(requestAnimationFrame)
    const header = document.querySelector('header')?.getBoundingClientRect().bottom ?? 0
    const rows = [...document.querySelectorAll<HTMLElement>('[data-message-id]')]
    const row = rows.find((each) => each.getBoundingClientRect().bottom > header)
    return row && { id: row.dataset['messageId'], top: Math.round(row.getBoundingClientRect().top) }
  })
}

/** Where the reader is once the turn of the wheel is over. */
async function placeAtRest(page: Page): ReturnType<typeof placeOfReader> {
  let place: Awaited<ReturnType<typeof placeOfReader>>
  await expect.poll(async () => {
    const before = place
    place = await placeOfReader(page)
    return place !== undefined && place.top === before?.top
  }).toBe(true)
  return place
}

const isEarlier = (address: string) => /message\.list.*"cursor":"/.test(decodeURIComponent(address))

/** Keeps earlier messages back until it is resolved. */
async function holdPages(page: Page): Promise<PromiseWithResolvers<true>> {
  const answers = Promise.withResolvers<true>()
  await page.route(({ href }) => isEarlier(href), async (route) => {
    await answers.promise
    await route.continue()
  })
  return answers
}

const heightOf = async (page: Page) => await page.evaluate(() => document.documentElement.scrollHeight)

longTest('a chat of 10,000 messages stays small while it is scrolled, nothing shifts, and older pages leave the place alone', async ({ openLong }) => {
  const page = await openLong(10_000)
  // A formula is its source until the library is there: what that moves is no matter of scrolling.
  await expect(page.locator('math').last()).toBeVisible()
  await placeAtRest(page)
  await read(page)
  // Earlier pages are there before anybody wants them.
  await expect.poll(async () => await heightOf(page)).toBeGreaterThan(10 * 844)
  await scroll(page, { cycles: 1, distance: 9_600 })
  await page.mouse.wheel(0, -4_000)
  await expect(page.getByRole('button', { name: 'To the newest message' })).toBeVisible()
  await placeAtRest(page)

  const answers = await holdPages(page)
  await page.evaluate(() => scrollTo(0, 2.5 * innerHeight))
  const place = await placeOfReader(page)
  const before = await heightOf(page)
  answers.resolve(true)
  await expect.poll(async () => await heightOf(page)).toBeGreaterThan(before + 2_000)
  expect(await placeOfReader(page)).toEqual(place)

  const seen = await read(page)
  expect(seen.elements).toBeGreaterThan(100)
  expect(seen.elements).toBeLessThanOrEqual(most.elements)
  expect(seen.shift).toBeLessThanOrEqual(most.shift)
})

longTest('who goes from the end to the beginning in one go, while earlier messages wait for rest, is not thrown back', async ({ page, openLong }) => {
  const answers = await holdPages(page)
  const answered = page.waitForResponse((response) => isEarlier(response.url()))
  await openLong(1_000)
  await page.evaluate(() => {
    let up = false
    const moving = setInterval(() => scrollBy(0, (up = !up) ? -40 : 40), 50)
    Object.assign(window, { rest: () => clearInterval(moving) })
  })
  answers.resolve(true)
  await (await answered).finished()
  await page.waitForTimeout(500)
  const fromEnd = await page.evaluate(() => {
    if ('rest' in window && typeof window.rest === 'function') window.rest()
    scrollTo(0, 0)
    return document.documentElement.scrollHeight
  })
  await expect.poll(async () => await heightOf(page)).toBeGreaterThan(fromEnd + 2_000)
  await placeAtRest(page)
  const now = await page.evaluate(() => document.documentElement.scrollHeight - scrollY)
  // The rows that come into sight get the height that they have: that is all that may differ.
  expect(Math.abs(now - fromEnd)).toBeLessThan(2 * 844)
})

longTest('a long answer is followed only from the end, shifts nothing, and drops no word', async ({ openLong }) => {
  const page = await openLong(30)
  const stop = page.getByRole('button', { name: 'Stop' })
  const atEnd = async () => await page.evaluate(() =>
    document.documentElement.scrollHeight - innerHeight - scrollY < 2)
  const ask = async (directive: string) => {
    await page.getByRole('textbox', { name: 'Message' }).fill(directive)
    await page.getByRole('button', { name: 'Send' }).click()
    await expect(stop).toBeVisible()
  }

  await ask('[[scenario:long tokens=1200 rate=400]]')
  await expect(page.locator('.reply').last().getByRole('table').first()).toBeVisible()
  expect(await atEnd()).toBe(true)
  await expect(stop).toHaveCount(0)
  await expect.poll(atEnd).toBe(true)
  // What is far above stands there with its height and costs nothing.
  const first = page.locator('.reply .markdown').last().getByRole('heading').first()
  const isDrawn = async () => await first.evaluate((one) => one.checkVisibility({ contentVisibilityAuto: true }))
  await expect.poll(isDrawn).toBe(false)
  const height = await heightOf(page)
  await first.scrollIntoViewIfNeeded()
  await expect.poll(isDrawn).toBe(true)
  expect(await heightOf(page)).toBe(height)
  await page.getByRole('button', { name: 'To the newest message' }).click()

  const script = { n: 600, seed: 5 }
  await ask(`[[scenario:tokens n=${script.n} seed=${script.seed} rate=200]]`)
  const reply = page.locator('.reply .markdown').last()
  await expect.poll(async () => (await reply.innerText()).length).toBeGreaterThan(300)
  await page.mouse.move(195, 400)
  await page.mouse.wheel(0, -700)
  await expect(page.getByRole('button', { name: 'To the newest message' })).toBeVisible()
  const place = await placeAtRest(page)
  await expect(stop).toHaveCount(0)
  expect(await placeOfReader(page)).toEqual(place)
  expect(await atEnd()).toBe(false)

  expect(wordsApart(seenWords(scriptedText(script)), seenWords(await reply.innerText()))).toBe(0)
  const seen = await read(page)
  expect(seen.elements).toBeLessThanOrEqual(most.elements)
  expect(seen.shift).toBeLessThanOrEqual(most.shift)
})
