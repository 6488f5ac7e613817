import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect } from '@playwright/test'
import { settle } from './settle.ts'

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Lets axe look at the app as it is now, inside the client page's frame or by itself, and wants no violation. */
export async function expectAccessible(page: Page, state: string): Promise<void> {
  const framed = await page.locator('iframe').count() > 0
  const root = framed ? page.frameLocator('iframe').locator('html') : page.locator('html')
  await settle(root)
  // What frames have found is put together in a page of its own, which takes longer than the look: not without frames.
  const builder = new AxeBuilder({ page }).withTags(tags).setLegacyMode(!framed)
  const { violations } = await (framed ? builder.include({ fromFrames: ['iframe', 'html'] }) : builder).analyze()
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${help}\n  ${html}\n  ${failureSummary}`))
  expect(found, `what axe finds wrong: ${state}`).toEqual([])
}
