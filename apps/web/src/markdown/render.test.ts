// @vitest-environment happy-dom
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { describe, expect, test, vi } from 'vitest'
import { createI18n, i18nKey } from '../i18n/i18n.ts'
import MarkdownView from './MarkdownView.vue'

const i18n = createI18n(document.createElement('html'))
const show = (text: string, open = false): VueWrapper =>
  mount(MarkdownView, { props: { text, open }, global: { provide: { [i18nKey as symbol]: i18n } } })

const allowedElements = new Set(
  ('div p h2 h3 h4 h5 h6 blockquote ul ol li strong em del code pre a span br hr figure figcaption button svg path rect '
    + 'table thead tbody tr th td math semantics mrow mi mn mo mtext mfrac msup msub mspace mstyle').split(' '),
)

function assertHarmless({ element }: VueWrapper): void {
  for (const one of [element, ...element.querySelectorAll('*')]) {
    expect(allowedElements).toContain(one.localName)
    for (const { name, value } of one.attributes) {
      expect(name).not.toMatch(/^(on|src|srcset|srcdoc|formaction|background|poster)/)
      if (name === 'href') expect(value).toMatch(/^(https?|mailto|tel|tg):/)
    }
  }
}

describe('ordinary markdown', () => {
  test('becomes the elements it names', () => {
    const page = show('# Title\n\nSome **bold** and *soft* `code`.\n\n> quote\n\n1. one\n   - two\n\n- [x] done\n- [ ] open\n\n| a | b |\n|:-:|--:|\n| 1 | 2<br>3 |\n\n---\n~~no~~')
    expect(page.find('h2.h1').text()).toBe('Title')
    expect(page.find('strong').text()).toBe('bold')
    expect(page.find('blockquote p').text()).toBe('quote')
    expect(page.find('ol > li > ul > li').text()).toBe('two')
    expect(page.findAll('li.task [role=img]').map((one) => one.attributes('aria-label'))).toEqual(['Done', 'To do'])
    expect(page.find('td br').exists()).toBe(true)
    expect(page.find('del').text()).toBe('no')
    expect(page.findAll('.markdown > p, h2, li, blockquote, .scroller').every((one) => one.attributes('dir') === 'auto')).toBe(true)
    assertHarmless(page)
  })

  test('colours code of a known language once it is loaded, and copies it', async () => {
    const page = show('```ts\nconst answer = 42\n```')
    expect(page.find('pre').text()).toBe('const answer = 42')
    expect(page.find('.language').text()).toBe('ts')
    await vi.waitFor(() => expect(page.find('.hljs-keyword').text()).toBe('const'))
    expect(page.find('pre').text()).toBe('const answer = 42')
    const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue()
    await page.find('button').trigger('click')
    await flushPromises()
    expect(write).toHaveBeenCalledWith('const answer = 42')
    expect(page.find('button').attributes('aria-label')).toBe('Copied')
    assertHarmless(page)
  })

  test('draws maths as MathML, and shows the source of what is no TeX', async () => {
    const page = show('So $x^2$ and \\(a_1\\):\n\n$$\\frac{1}{2}$$\n\nbut from $5 to $10, and $\\nonsense{$.')
    await vi.waitFor(() => expect(page.findAll('math')).toHaveLength(3))
    expect(page.find('msup').exists()).toBe(true)
    expect(page.text()).toContain('from $5 to $10')
    expect(page.find('annotation').exists()).toBe(false)
    assertHarmless(page)
  })

  test('hands links over instead of following them', async () => {
    const page = show('[site](https://a.example/x)')
    await page.find('a').trigger('click')
    expect(page.emitted('link')).toEqual([['https://a.example/x']])
  })

  test('does not draw finished blocks again while the last one grows', async () => {
    const page = show('First.\n\nSecond.\n\nThird', true)
    const first = page.find('p').element.firstChild
    await page.setProps({ text: 'First.\n\nSecond.\n\nThird and more', open: true })
    expect(page.find('p').element.firstChild).toBe(first)
    expect(page.findAll('p')[2]?.text()).toBe('Third and more')
  })
})

describe('what is still being written', () => {
  test.each([
    ['A **bold word', 'A bold word', 'strong'],
    ['Half a [link](https://exa', 'Half a link', 'p'],
    ['Some `code', 'Some code', 'code'],
    ['Words\n-', 'Words', 'p'],
    ['Words\n\n| a | b |\n|--', 'Words', 'p'],
    ['```js\nlet a', 'let a', 'pre'],
  ])('%j shows %j', (text, words, element) => {
    const page = show(text, true)
    expect(page.find(element).exists()).toBe(true)
    expect(page.text().replace('jsj', 'j').replace(/^js/, '')).toBe(words)
    expect(page.find('.heading').exists()).toBe(false)
  })
})

describe('hostile text', () => {
  test.each([
    ['a script', '<script>alert(1)</script>'],
    ['handlers', '<img src=x onerror=alert(1)> <svg onload=alert(1)>'],
    ['a frame', '<iframe src="javascript:alert(1)"></iframe>'],
    ['a form', '<form action="https://evil.example"><button formaction="javascript:x">go</button></form>'],
    ['a style', '<style>*{display:none}</style><p style="position:fixed;inset:0">'],
    ['a scripted link', '[a](javascript:alert(1)) [b](JaVaScRiPt:alert(1)) [c](java&#10;script:alert(1))'],
    ['a data link', '[a](data:text/html;base64,PHNjcmlwdD4=) [b](vbscript:x) [c](file:///etc/passwd) [d](blob:x)'],
    ['an autolink', '<javascript:alert(1)>'],
    ['a relative link', '[a](/dev/telegram) [b](//evil.example) [c](#x)'],
    ['an image', '![pixel](https://evil.example/pixel.png?who=me)'],
    ['a hostile title', '[a](https://a.example "x\\" onclick=\\"alert(1)")'],
    ['hostile TeX', '$\\href{javascript:alert(1)}{x}$ $\\includegraphics{https://evil.example/a.png}$ $\\htmlData{a=b}{x}$'],
    ['macros without end', '$$\\def\\a{\\a\\a}\\a$$'],
    ['a hostile fence', '```"><script>alert(1)</script>\nx\n```'],
    ['prototype words', '```constructor\nx\n```\n\n&__proto__; &constructor;'],
  ])('%s is only text', async (_name, text) => {
    const page = show(text)
    await flushPromises()
    assertHarmless(page)
    expect(page.text()).not.toBe('')
  })

  test('an image is a link, and asks for nothing', () => {
    const page = show('![pixel](https://evil.example/p.png)')
    expect(page.find('img').exists()).toBe(false)
    expect(page.find('a').attributes('href')).toBe('https://evil.example/p.png')
  })

  test('directional overrides are taken out of prose and named in code', () => {
    const page = show('safe\u202Eexe.txt and `if (a\u2066\u202E) {`')
    expect(page.text()).toBe('safeexe.txt and if (a[U+2066][U+202E]) {')
  })

  test.each([
    ['a line of 100 kB', 'a'.repeat(100_000)],
    ['a thousand quotes', `${'> '.repeat(1_000)}deep`],
    ['a thousand lists', `${'- '.repeat(1_000)}deep`],
    ['a hundred indented lists', Array.from({ length: 100 }, (_, depth) => `${'  '.repeat(depth)}- x`).join('\n')],
    ['100 kB of stars', '**a'.repeat(33_000)],
    ['100 kB of mixed emphasis', '*a_'.repeat(33_000)],
    ['100 kB of brackets', '['.repeat(100_000)],
    ['100 kB of half links', '![a]('.repeat(17_000)],
    ['a table of 1,000 rows', `|a|b|\n|-|-|\n${'|1|2|\n'.repeat(1_000)}`],
    ['a table of 2,000 columns', `${'|a'.repeat(2_000)}|\n${'|-'.repeat(2_000)}|\n`],
    ['100 kB of code', `\`\`\`js\n${'x = 1;\n'.repeat(14_000)}`],
  ])('%s stays bounded', (_name, text) => {
    for (const open of [true, false]) {
      const page = show(text, open)
      expect(page.element.querySelectorAll('*').length).toBeLessThan(3_000)
      expect(page.text().length).toBeGreaterThan(3)
    }
  }, 60_000)
})
