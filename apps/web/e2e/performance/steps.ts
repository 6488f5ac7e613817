import { scriptedText } from '@parley/emulators'
import type { Page } from '@playwright/test'

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/**
 * From the tap on a chat in the list until its last message stands still on the screen, in milliseconds. The page has
 * nothing stored of the chat.
 */
export async function open(page: Page, title: string): Promise<number> {
  const link = page.getByRole('link', { name: title })
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
  await page.getByRole('button', { name: 'Stop' }).waitFor()
  await page.getByRole('button', { name: 'Stop' }).waitFor({ state: 'detached', timeout: 300_000 })
  await page.waitForTimeout(500)
  return seen(await page.locator('.reply .markdown').last().innerText())
}

export interface Script {
  n: number
  seed: number
}

/** How many of the words that were sent are not where they belong. */
export function missing(shown: string, script: Script): number {
  const sent = seen(scriptedText(script)).split(' ')
  const there = shown.split(' ')
  return sent.filter((word, index) => there[index] !== word).length
}
