import { ask, openNewChat, readDownload, toldTheClient } from './support/app.ts'
import { expect, test } from './support/test.ts'
import type { Host } from './support/test.ts'

async function talk(host: Host): Promise<void> {
  await openNewChat(host)
  await ask(host, 'Name the sea [[scenario:text text="The **Aral** Sea"]]')
}

async function choose({ app }: Host, name: string): Promise<void> {
  await app.locator('header.bar').getByRole('button', { name: 'More' }).click()
  await app.getByRole('dialog').getByRole('button', { name }).click()
}

test('a chat is handed to the client, which downloads it under the chat\'s name', async ({ openInTelegram }) => {
  const host = await openInTelegram()
  await talk(host)
  for (const { name, has, ending } of [
    { name: 'Export as Markdown', has: 'The **Aral** Sea\n', ending: '.md' },
    { name: 'Export as JSON', has: '"role": "assistant"', ending: '.json' },
  ]) {
    const download = host.page.waitForEvent('download')
    await choose(host, name)
    const file = await download
    expect(file.suggestedFilename()).toMatch(/^\w/)
    expect(file.suggestedFilename().endsWith(ending), file.suggestedFilename()).toBe(true)
    expect(await readDownload(file)).toContain(has)
    await expect(host.app.getByText('The export is on its way.').last()).toBeVisible()
  }
})

test('a client that cannot download opens the address, which gives the file', async ({ openInTelegram, server }) => {
  const host = await openInTelegram({ version: '7.10' })
  await talk(host)
  await choose(host, 'Export as Markdown')
  await expect(host.app.getByText('The export is on its way.')).toBeVisible()
  const calls = await toldTheClient(host)
  expect(calls.join()).not.toContain('file_download')
  const [, path = ''] = /web_app_open_link.+"url":"http[^"]+(\/export\?ticket=[^"]+)"/.exec(calls.join('\n')) ?? []
  const response = await fetch(`${server.url}${path}`)
  expect(response.headers.get('content-disposition')).toContain('attachment')
  expect(await response.text()).toContain('The **Aral** Sea')
})

test('a plain browser downloads it itself', async ({ openInBrowser, page }) => {
  const host = await openInBrowser()
  await talk(host)
  const download = page.waitForEvent('download')
  await choose(host, 'Export as JSON')
  expect(JSON.parse(await readDownload(await download))).toMatchObject({ messages: [{ role: 'user' }, { role: 'assistant' }] })
  await expect(host.app.getByText('The export is on its way.')).toBeVisible()
})
