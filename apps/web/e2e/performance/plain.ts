import { scriptedText } from '@parley/emulators'
import type { Browser, Page } from '@playwright/test'
import { read, watch, type Seen } from './probe.ts'

interface Script { n: number, seed: number }

/** What is seen of `script` where no app shows it, `throttle` times slower than this machine. */
export async function measurePlain(browser: Browser, script: Script, throttle: number): Promise<Seen> {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } })
  await watch(page)
  const client = await page.context().newCDPSession(page)
  await client.send('Emulation.setCPUThrottlingRate', { rate: throttle })
  await page.goto('about:blank')
  await grow(page, script)
  const seen = await read(page)
  await page.close()
  return seen
}

/**
 * The words of `script` as paragraphs of a page with nothing of the app in it, 100 a second, the end always in sight.
 * Words from left to right change places in a line from right to left as it grows: what shifts here shifts in any page.
 */
async function grow(page: Page, script: Script): Promise<void> {
  await page.setContent(`<!doctype html><style>
    body { margin: 0; padding: 16px 16px 120px; font: 16px/22px system-ui }
    p { margin: 12px 0; overflow-wrap: anywhere }
  </style><main></main>`)
  await page.evaluate(async (words) => {
    const main = document.querySelector('main')
    const begun = performance.now()
    let shown = 0
    function add(word: string): void {
      if (shown === 0 || word.startsWith('\n')) main?.append(Object.assign(document.createElement('p'), { dir: 'auto' }))
      const text = word.replace('\n\n', '')
      const marked = /^( ?)(\*\*|_|`)(.+)\2$/u.exec(text)
      const [, space = '', mark = '', inside = ''] = marked ?? []
      const names: Record<string, string> = { '**': 'strong', _: 'em', '`': 'code' }
      const element = document.createElement(names[mark] ?? 'span')
      element.textContent = inside
      const paragraph = main?.lastElementChild
      if (marked) paragraph?.append(space, element)
      else if (paragraph?.lastChild instanceof Text) paragraph.lastChild.data += text
      else paragraph?.append(text)
    }
    while (shown < words.length) {
      const now = await new Promise<number>(requestAnimationFrame)
      for (; shown < Math.min(words.length, (now - begun) / 10); shown += 1) add(words[shown] ?? '')
      scrollTo(0, document.documentElement.scrollHeight)
    }
  }, scriptedText(script).split(/(?= |\n\n)/u))
}
