import { scriptedText } from '@parley/emulators'
import type { Page } from '@playwright/test'

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/**
 * From the tap on a chat in the list until its last message stands still on the screen, in milliseconds. The page has
 * nothing stored of the chat.
 */
export async function open(page: Page, title: string): Promise<number> {
  const link = page.getByRole('link', { name: new RegExp(`${title}\\b`) })
  await link.waitFor()
  return await link.evaluate(async (element: HTMLElement) => {
    const begun = performance.now()
    element.click()
    const isThere = () => {
      const last = [...document.querySelectorAll('[data-message-id]')].at(-1)?.getBoundingClientRect()
      const page = document.documentElement
      const atEnd = Math.abs(page.scrollHeight - window.innerHeight - window.scrollY) < 2
      return last !== undefined && last.height > 0 && last.top < window.innerHeight && atEnd
    }
    let still = 0
    while (still < 2) {
      await new Promise(requestAnimationFrame)
      still = isThere() ? still + 1 : 0
    }
    return performance.now() - begun
  })
}

export const medianOf = median

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

/** What a reader sees of the emulator's words: the marks of Markdown gone, spaces as they fall. */
const seen = (text: string) => text.replace(/\*\*|`|(?<=^|\s)_|_(?=\s|$)/gu, '').replace(/\s+/gu, ' ').trim()

/** Asks for a reply, waits for its end, and returns its text as it stands on the page. */
export async function stream(page: Page, directive: string): Promise<string> {
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

/** The text of the newest reply, as it stands on the page. */
export const lastReply = async (page: Page): Promise<string> =>
  seen(await page.locator('.reply .markdown').last().innerText())

export interface Script {
  n: number
  seed: number
}

/** How many of the words that were sent are not where they belong. */
export function missing(shown: string, script: Script): number {
  return different(seen(scriptedText(script)), shown)
}

/** How many words of `wanted` are not at their place in `there`. */
export function different(wanted: string, there: string): number {
  const words = there.split(' ')
  return wanted.split(' ').filter((word, index) => words[index] !== word).length
}
