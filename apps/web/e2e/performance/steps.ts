import type { Locator, Page } from '@playwright/test'
import { seenWords } from './words.ts'

/**
 * From the finger on a chat in the list until its last message stands still on the screen, in milliseconds. The page
 * has nothing stored of the chat.
 */
export async function open(page: Page, title: string): Promise<number> {
  const link = page.getByRole('link', { name: new RegExp(`${title}\\b`) })
  await link.waitFor()
  const time = page.evaluate(async () => {
    const begun = await new Promise<number>((resolve) =>
      addEventListener('pointerdown', ({ timeStamp }) => resolve(timeStamp), { once: true, capture: true }))
    const lastTop = () => {
      const last = [...document.querySelectorAll('[data-message-id]')].at(-1)?.getBoundingClientRect()
      const atEnd = Math.abs(document.documentElement.scrollHeight - window.innerHeight - window.scrollY) < 2
      return last !== undefined && last.height > 0 && last.top < window.innerHeight && atEnd ? last.top : undefined
    }
    const frame = async () => await new Promise<number>(requestAnimationFrame)
    let [top, since, frames] = [lastTop(), 0, 0]
    // Two frames later it is where it was.
    while (top === undefined || frames < 2) {
      const now = await frame()
      const next = lastTop()
      if (next === undefined || next !== top) [since, frames] = [now, 0]
      else frames += 1
      top = next
    }
    return since - begun
  })
  await link.click()
  return await time
}

export const medianOf = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/** Up and down again, as with a wheel, so many pixels a cycle. */
export async function scroll(page: Page, { cycles, distance }: { cycles: number, distance: number }): Promise<void> {
  await page.mouse.move(195, 400)
  for (let cycle = 0; cycle < cycles; cycle += 1) {
    for (const direction of [-1, 1]) {
      for (let gone = 0; gone < distance; gone += 400) {
        await page.mouse.wheel(0, direction * 400)
        await page.evaluate(async () => await new Promise(requestAnimationFrame))
      }
    }
  }
}

/** Asks for a reply, waits for its end, and returns its words as they stand on the page. */
export async function stream(page: Page, directive: string): Promise<string[]> {
  await page.getByRole('textbox', { name: 'Message' }).fill(directive)
  await page.getByRole('button', { name: 'Send' }).click()
  const isRunning = async (wanted: boolean) => await page.waitForFunction(
    (running) => (document.querySelector('[aria-label="Stop"]') !== null) === running,
    wanted,
    // Seldom: to look costs the page that is measured.
    { polling: 500, timeout: 300_000 },
  )
  await isRunning(true)
  await isRunning(false)
  return await lastReply(page)
}

/** The words of the newest reply, as they stand on the page when code is coloured and maths is drawn. */
export async function lastReply(page: Page): Promise<string[]> {
  const reply = page.locator('.reply .markdown').last()
  let [text, before] = [await drawnText(reply), '']
  while (text !== before) {
    await page.waitForTimeout(1_000)
    ;[before, text] = [text, await drawnText(reply)]
  }
  return seenWords(text)
}

/** All text as it is drawn: what the browser leaves out far from sight has no lines or cells that part its words. */
async function drawnText(reply: Locator): Promise<string> {
  return await reply.evaluate((element: HTMLElement) => {
    const left = [...element.querySelectorAll<HTMLElement>('*')]
      .filter((inner) => getComputedStyle(inner).contentVisibility === 'auto')
    for (const inner of left) inner.style.contentVisibility = 'visible'
    const text = element.innerText
    for (const inner of left) inner.style.contentVisibility = ''
    return text
  })
}
