import { expect, test } from 'vitest'
import { previewOf } from './preview.ts'

const preview = (text: string) => previewOf([{ type: 'text', text }])

test.each([
  ['In **Oslo** it is *cold* and ~~warm~~ `windy`.', 'In Oslo it is cold and warm windy.'],
  ['# Title\n\nSome [words](https://example.org) here', 'Title Some words here'],
  ['- one\n- two\n1. three', 'one two three'],
  ['> quoted\n```ts\nconst a = 1\n```', 'quoted const a = 1'],
  ['2 * 3 * 4 and snake_case_name and a_b', '2 * 3 * 4 and snake_case_name and a_b'],
  ['**not closed', '**not closed'],
  ['مرحبا **بك** 👋🏽', 'مرحبا بك 👋🏽'],
])('%j is shown as %j', (text, shown) => {
  expect(preview(text)).toBe(shown)
})

test('a text without words, or no text, shows nothing', () => {
  expect(preview(' \n')).toBe('')
  expect(previewOf([])).toBe('')
})

test('a long text is cut, quickly, whatever it is made of', () => {
  for (const text of ['*'.repeat(100_000), '[('.repeat(50_000), '`a '.repeat(40_000), '| --- '.repeat(20_000)]) {
    expect(preview(text).length).toBeLessThanOrEqual(121)
  }
})
