import { expect, test } from 'vitest'
import { snippetOf } from './snippet.ts'
import { termsOf } from './terms.ts'

const snippet = (text: string, search: string) => snippetOf(text, termsOf(search))

test.each([
  ['Tell me about larches', 'larch', { before: 'Tell me about ', hit: 'larch', after: 'es' }],
  ['Black\n Forest cake', 'black forest', { before: '', hit: 'Black\n Forest', after: ' cake' }],
  ['cake of the Forest, black', 'black forest', { before: 'cake of the ', hit: 'Forest', after: ', black' }],
  ['die Straße dort', 'strasse', { before: 'die ', hit: 'Straße', after: ' dort' }],
  ['die Straße dort', 'stras', { before: 'die ', hit: 'Straß', after: 'e dort' }],
  ['cafe\u0301 noir', 'cafe', { before: '', hit: 'café', after: ' noir' }],
  ['مَرْحَبًا يا', 'مرحبا', { before: '', hit: 'مَرْحَبًا', after: ' يا' }],
  ['今天天气很好', '天气', { before: '今天', hit: '天气', after: '很好' }],
  ['abc', 'bc', null],
  ['only one of them', 'only two', null],
])('%j, searched for %j', (text, search, pieces) => {
  expect(snippet(text, search)).toEqual(pieces)
})

test('the cuts fall between characters', () => {
  for (const shift of ['', 'x']) {
    const text = `${shift}${'😀'.repeat(80)} tree${shift} ${'😀'.repeat(80)}`
    const { before, hit, after } = snippet(text, 'tree') ?? { before: '', hit: '', after: '' }
    expect(hit).toBe('tree')
    expect([before, after].map((piece) => piece.isWellFormed())).toEqual([true, true])
    expect(text).toContain(`${before.slice(1)}${hit}${after.slice(0, -1)}`)
    expect([before[0], after.at(-1)]).toEqual(['…', '…'])
    expect(before.length).toBeLessThan(65)
  }
})

test('a hit that was stretched by marks or spaces stays short', () => {
  for (const filler of ['\u0301'.repeat(5_000), ' '.repeat(5_000)]) {
    const { hit } = snippet(`tree${filler} house`, 'tree house') ?? { hit: '' }
    expect(hit).toMatch(/^tr/)
    expect(hit.length).toBeLessThan(305)
  }
})
