import { test as base, expect } from '@playwright/test'
import type { FrameLocator, Page } from '@playwright/test'
import type { ServerProcess } from '@parley/server/testing'
import { startServerProcess } from '@parley/server/testing'

export interface Host {
  /** The app: inside the client page's frame, or the page itself. */
  app: FrameLocator | Page
  page: Page
}

interface TestFixtures {
  /** Opens the app in the Telegram client page, as a user of its own. */
  openInTelegram: (options?: Record<string, string>) => Promise<Host>
  /** Opens the app in a plain browser, which a development server lets in as the user it is told. */
  openInBrowser: (path?: string) => Promise<Host>
  /** Telegram's id of this test's user: no two tests share one. */
  userId: number
  /** What the Content-Security-Policy refused, in every page of every test. Nothing may be left in it at the end. */
  refused: string[]
}

interface WorkerFixtures {
  server: ServerProcess
}

let lastUser = 0

export const test = base.extend<TestFixtures, WorkerFixtures>({
  server: [async ({}, use) => {
    const server = await startServerProcess({ RATE_LIMIT_MESSAGES_PER_MINUTE: '1000', CONCURRENT_REPLIES_PER_USER: '50' })
    await use(server)
    await server.stop()
  }, { scope: 'worker' }],

  userId: async ({}, use, { workerIndex }) => {
    lastUser += 1
    await use(100_000 + workerIndex * 10_000 + lastUser)
  },

  refused: [async ({ context }, use) => {
    const refused: string[] = []
    context.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) refused.push(message.text())
    })
    await use(refused)
    expect(refused).toEqual([])
  }, { auto: true }],

  openInTelegram: async ({ page, server, userId }, use) => {
    await use(async (options = {}) => {
      // On a window as small as a phone the client page is the phone.
      const [width, height] = options['size']?.split('x').map(Number) ?? []
      if (width && height) await page.setViewportSize({ width, height })
      const query = new URLSearchParams({ user: String(userId), ...options })
      await page.goto(`${server.url}/dev/telegram?${query}`)
      return { page, app: page.frameLocator('iframe') }
    })
  },

  openInBrowser: async ({ page, server, userId }, use) => {
    await page.route('**/dev/init-data?*', async (route) =>
      await route.continue({ url: `${server.url}/dev/init-data?user=${userId}` }))
    await use(async (path = '/') => {
      await page.goto(`${server.url}${path}`)
      return { page, app: page }
    })
  },
})

export { expect } from '@playwright/test'
