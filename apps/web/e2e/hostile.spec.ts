import type { GeminiEmulator } from '@parley/emulators'
import { startGeminiEmulator } from '@parley/emulators'
import { startServerProcess } from '@parley/server/testing'
import { ask, openNewChat, reload, replyOf, sidewaysOf } from './support/app.ts'
import { expectAccessible } from './support/axe.ts'
import { shoot } from './support/shoot.ts'
import { expect, test } from './support/test.ts'
import type { Host } from './support/test.ts'

/** Nobody answers there, and nobody must be asked. */
const elsewhere = 'tracker.example'

const markup = `<img src="https://${elsewhere}/raw.png" onerror="window.harmed = 1">
<script>window.harmed = 2</script><iframe src="https://${elsewhere}/frame"></iframe>
<style>body { display: none }</style><svg onload="window.harmed = 3"></svg>

<form action="https://${elsewhere}/form"><input name="secret"><button>Sign in again</button></form>

![a picture](https://${elsewhere}/pixel.png?chat=1) and ![another](javascript:window.harmed=4)

[run me](javascript:window.harmed=5) · [and me](JaVaScRiPt&#58;window.harmed=6) · [data](data:text/html,<script>window.harmed=7</script>) ·
[vb](vbscript:msgbox) · [file](file:///etc/passwd) · <javascript:window.harmed=8> · [plain](https://${elsewhere}/page)

| a | b |
| --- | --- |
| <b onmouseover="window.harmed = 9">bold</b> | ![cell](//${elsewhere}/cell.png) |

$\\href{javascript:window.harmed=10}{x} \\includegraphics{https://${elsewhere}/math.png}$

\`\`\`"><script>window.harmed=11</script>
</code></pre><script>window.harmed=12</script>
\`\`\``

const bidi = 'Transfer to \u202Egnp.exe\u202C now, \u2066hidden \u2067order\u2069, [\u202Emoc.knab\u202C](https://bank.example/) `\u202Ecode\u202C`'

const walls: Record<string, string> = {
  'one long word': 'W'.repeat(100_000),
  'one long line': 'so many words '.repeat(7_200),
  'deep quotes': `${'>'.repeat(50_000)} end`,
  'open brackets': `${'['.repeat(50_000)}${'*'.repeat(50_000)}`,
  'a wide table': `|${'x|'.repeat(20_000)}\n|${'-|'.repeat(20_000)}`,
  'combining marks': `Z${'\u0335\u0322\u0489'.repeat(33_000)}`,
}

type Reply = (host: Host, text: string) => Promise<void>

const hostile = test.extend<{ reply: Reply }, { emulator: GeminiEmulator }>({
  emulator: [async ({}, use) => {
    const emulator = await startGeminiEmulator({ pace: { firstByteMs: 0, tokensPerSecond: Infinity } })
    await use(emulator)
    await emulator.close()
  }, { scope: 'worker' }],
  server: [async ({ emulator }, use) => {
    const server = await startServerProcess({
      GEMINI_API_KEY: 'key', GEMINI_BASE_URL: emulator.url, RATE_LIMIT_MESSAGES_PER_MINUTE: '1000', TOKENS_PER_USER_PER_DAY: '100000000',
    })
    await use(server)
    await server.stop()
  }, { scope: 'worker' }],
  reply: async ({ emulator }, use) => {
    await use(async (host, text) => {
      emulator.control.add({ scenario: { name: 'text', text }, times: 1 })
      await ask(host, 'Say it')
    })
  },
})

hostile('a reply full of markup, script and pictures harms nobody and calls nobody', async ({ openInTelegram, reply }) => {
  const host = await openInTelegram({ size: '320x568' })
  const { app, page } = host
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  const own = new URL(page.url()).origin
  await openNewChat(host)
  await reply(host, markup)
  await expect(replyOf(host).getByText('Sign in again')).toBeVisible()
  expect(await replyOf(host).locator('img, script, iframe, style, form, input, object, embed, [onerror], [onload], [onmouseover]').count()).toBe(0)
  const addresses = await replyOf(host).locator('a').evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
  expect(addresses.filter((address) => !/^(https?|mailto|tel):/.test(address))).toEqual([])
  for (const words of ['run me', 'and me', 'data', 'vb', 'file']) {
    await expect(replyOf(host).getByRole('link', { name: words, exact: true })).toHaveCount(0)
  }
  await replyOf(host).locator('.dead-link').first().click()
  await expectAccessible(page, 'hostile markup')
  await shoot(page, 'hostile-markup')
  expect(await app.locator('html').evaluate((html) => Reflect.get(html.ownerDocument.defaultView ?? {}, 'harmed'))).toBeUndefined()
  expect(asked.filter((url) => !url.startsWith(own) && !/^(data|blob):/.test(url))).toEqual([])
  expect(await sidewaysOf(host)).toBe(0)

  await reply(host, bidi)
  const shown = await replyOf(host).locator('.markdown').innerText()
  expect(shown, 'marks that turn the text after them around').not.toMatch(/[\u202A-\u202E]/)
  expect(shown).toContain('[U+202E]code')
  await shoot(page, 'hostile-bidi')
})

hostile('walls of text leave the page usable', async ({ openInTelegram, reply }) => {
  const host = await openInTelegram({ size: '320x568' })
  const { app } = host
  await openNewChat(host)
  for (const [name, text] of Object.entries(walls)) {
    await reply(host, text)
    expect(await sidewaysOf(host), name).toBe(0)
    expect(await app.locator('*').count(), `elements with ${name}`).toBeLessThan(3_000)
  }
  await shoot(host.page, 'hostile-walls')
  await reload(host)
  await reply(host, 'Still **here**')
  await expect(replyOf(host).getByText('Still here')).toBeVisible()
})
