import { expect } from '@playwright/test'
import { settle } from './settle.ts'
import type { Host } from './test.ts'

/** The smallest target for a finger, in CSS pixels. */
const touch = 44

/**
 * Wants a page that nobody would call broken: nothing stands out sideways, no words are cut off or run out of their
 * button, and whatever can be pressed is as large as a finger. Links in the midst of words are as large as those.
 */
export async function expectTidy({ app }: Host, state: string): Promise<void> {
  const root = app.locator('html')
  await settle(root)
  const found = await root.evaluate((html, touch) => {
    const name = (element: Element) =>
      `${element.tagName.toLowerCase()}.${element.className} “${element.getAttribute('aria-label') ?? element.textContent?.trim().slice(0, 40)}”`
    const isSeen = (element: Element) => {
      const { width, height } = element.getBoundingClientRect()
      return width > 1 && height > 1 && element.checkVisibility({ visibilityProperty: true })
    }
    const problems: string[] = []
    if (html.scrollWidth > html.clientWidth) problems.push(`sideways by ${html.scrollWidth - html.clientWidth}px`)

    const dialog = html.querySelector('dialog[open]')
    for (const element of (dialog ?? html).querySelectorAll('a[href], button, select, input, textarea')) {
      if (!isSeen(element) || element.closest('.markdown :is(p, li, td, th), [aria-hidden=true]')) continue
      const { width, height } = (element.closest('label, .composer .field:has(textarea)') ?? element).getBoundingClientRect()
      if (Math.min(width, height) < touch - 0.5) problems.push(`${name(element)} is ${width} × ${height}`)
    }
    for (const element of html.querySelectorAll<HTMLElement>('body *')) {
      const isText = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim())
      if (!isText || !isSeen(element) || element.closest('.visually-hidden, pre, .math, svg')) continue
      const style = getComputedStyle(element)
      const isCut = element.scrollWidth > element.clientWidth + 1 && style.display !== 'inline'
      const isMeant = style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none' || style.overflowX === 'auto'
      if (isCut && !isMeant) problems.push(`${name(element)} is cut`)
    }
    return problems
  }, touch)
  expect(found, `what is untidy: ${state}`).toEqual([])
}
