import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ModelError } from '../model/port.ts'
import { finishes, says, scriptedModel, uses } from '../model/scripted.ts'
import { cleanTitle, firstWords } from './clean.ts'
import { makeTitle } from './title.ts'

const input = {
  modelName: 'gemini-3.8-flash',
  question: 'What should I pack for a week in Oslo in November?',
  answer: 'Warm layers.',
  signal: new AbortController().signal,
}

test('the model names the first exchange', async () => {
  const model = scriptedModel([says('**Packing for'), says(' Oslo**\n'), uses(40, 3), finishes()])
  expect(await makeTitle(model, input)).toEqual({
    title: 'Packing for Oslo', usage: { promptTokens: 40, replyTokens: 3, thinkingTokens: 0 },
  })
  expect(JSON.stringify(model.requests[0]?.contents)).toContain('Warm layers.')
})

test.each([
  ['a fault', [new ModelError('unavailable', '503')]],
  ['a block', [finishes('blocked-prompt')]],
  ['a stream that is cut', [says('Packi')]],
])('%s: the user\'s own first words do', async (_, script) => {
  expect((await makeTitle(scriptedModel(script), input)).title).toBe('What should I pack for a')
})

test('an answer without a word in it: the user\'s own first words do', async () => {
  expect((await makeTitle(scriptedModel([says('"**"'), finishes()]), input)).title).toBe('What should I pack for a')
})

test('a long exchange is named by its beginning', async () => {
  const model = scriptedModel([says('Long'), finishes()])
  await makeTitle(model, { ...input, question: 'x'.repeat(8_000), answer: 'y'.repeat(50_000) })
  expect(JSON.stringify(model.requests[0]?.contents).length).toBeLessThan(2_500)
})

describe('cleanTitle', () => {
  test.each([
    ['"Trip to Rome"', 'Trip to Rome'],
    ['«Поездка в Рим».', 'Поездка в Рим'],
    ['# Trip to Rome', 'Trip to Rome'],
    ['Title: Trip to Rome', 'Trip to Rome'],
    ['\n\n`Trip` to\tRome\nSecond line', 'Trip to Rome'],
    ['One two three four five six seven eight', 'One two three four five six'],
    ['「東京の天気」', '東京の天気'],
    ['رحلة إلى روما', 'رحلة إلى روما'],
    ['Was ist C++?', 'Was ist C++?'],
    ['Rock \'n\' roll', 'Rock \'n\' roll'],
    ['Evil\u202e title', 'Evil title'],
    ['   ', ''],
  ])('%j is %j', (text, title) => {
    expect(cleanTitle(text)).toBe(title)
  })

  test('is one plain line of at most 60 units and six words, whatever comes, and whole characters', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
      for (const title of [cleanTitle(text), firstWords(text)]) {
        expect(title.length).toBeLessThanOrEqual(60)
        expect(title.split(' ').length).toBeLessThanOrEqual(6)
        expect(title).not.toMatch(/[\p{Cc}\u202a-\u202e]/u)
        expect(title.isWellFormed()).toBe(true)
      }
    }))
  })

  test('an emoji family at the end is left out whole, or kept whole', () => {
    const family = '👩‍👩‍👧‍👦'
    const title = cleanTitle(family.repeat(20))
    expect(title.replaceAll(family, '')).toBe('')
    expect(title.length).toBeGreaterThan(0)
  })
})
