import { startServerProcess } from '@parley/server/testing'
import { shoot } from './support/shoot.ts'
import { expect, test } from './support/test.ts'

test('a plain browser in development gets the development user', async ({ page, server }) => {
  await page.goto(`${server.url}/`)
  await expect(page.getByRole('heading', { name: 'Chats' })).toBeVisible()
})

test('a plain browser in production is told where to open the app', async ({ page }) => {
  const server = await startServerProcess({ NODE_ENV: 'production', BOT_TOKEN: '42:secret', GEMINI_API_KEY: 'key', HOST: '127.0.0.1' })
  await page.goto(`${server.url}/`)
  await expect(page.getByText('Parley lives in Telegram.')).toBeVisible()
  await shoot(page, 'outside-telegram')
  await server.stop()
})

test('launch data of another bot, or too old, is answered with what to do', async ({ page, server }) => {
  const open = async (initData: string) => {
    const hash = new URLSearchParams({ tgWebAppData: initData, tgWebAppVersion: '9.0', tgWebAppPlatform: 'weba', tgWebAppThemeParams: '{}' })
    await page.goto('about:blank')
    await page.goto(`${server.url}/#${hash}`)
  }
  const initData = await (await page.request.get(`${server.url}/dev/init-data?user=77`)).text()
  await open(initData.replace('User', 'Eve'))
  await expect(page.getByText(/does not fit this bot/)).toBeVisible()
  await expect(page.getByText(/open it from its bot again/)).toBeVisible()
  await shoot(page, 'init-data-invalid')
})
