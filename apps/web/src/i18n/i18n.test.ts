// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { en } from './en.ts'
import { number } from './format.ts'
import { createI18n } from './i18n.ts'
import type { Language } from './languages.ts'
import { languages, localeOf, matchLanguage } from './languages.ts'

type Leaf = [path: string, value: unknown]

const leavesOf = (value: object, path = ''): Leaf[] => Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
  typeof inner === 'object' && inner !== null ? leavesOf(inner, `${path}${key}.`) : [[path + key, inner] as Leaf])

async function load(language: Language) {
  const i18n = createI18n(document.documentElement)
  await i18n.use(language)
  return i18n
}

describe.each(Object.keys(languages) as Language[])('the dictionary %s', (language) => {
  it('is the one that is loaded, and turns the page', async () => {
    const i18n = await load(language)
    expect(i18n.language.value).toBe(language)
    expect(document.documentElement.lang).toBe(language)
    expect(document.documentElement.dir).toBe(['ar', 'fa'].includes(language) ? 'rtl' : 'ltr')
  })

  it('has every key and no other, each with words in it', async () => {
    const { messages } = await load(language)
    const kinds = (dictionary: object) => leavesOf(dictionary).map(([path, value]) => `${path}: ${typeof value}`).sort()
    expect(kinds(messages.value)).toEqual(kinds(en))
    for (const [path, value] of leavesOf(messages.value)) if (typeof value === 'string') expect(value.trim(), path).not.toBe('')
  })

  it('says every number that it is given', async () => {
    const { messages: { value: t } } = await load(language)
    const counted = (count: number) =>
      [t.composer.left(count), t.composer.tooLong(count, '8'), t.chat.newMessages(count), t.markdown.moreRows(count)]
    // Arabic has a word for none, one and two; everywhere else the number is said.
    for (const count of language === 'ar' ? [3, 5, 11, 21, 100, 103] : [0, 1, 2, 3, 5, 11, 21, 100]) {
      for (const words of counted(count)) expect(words).toContain(number(count, language))
    }
    for (const words of [0, 1, 2].flatMap(counted)) expect(words).not.toContain('#')
    expect(t.chats.nothingFound('Ünïcode')).toContain('Ünïcode')
    expect(t.chats.deleteMessage('Title')).toContain('Title')
    expect(t.errors.retryIn('5 s')).toContain('5 s')
    expect(t.chats.greeting('Maya')).toContain('Maya')
    expect(t.chats.greeting('')).not.toMatch(/[,،]\s*[!！]| {2}/)
  })
})

describe('the forms of a count', () => {
  const forms = async (language: Language, counts: number[]) => {
    const { messages: { value: t } } = await load(language)
    return counts.map((count) => t.chat.newMessages(count).replace(number(count, language), '#'))
  }

  it.each(['ru', 'uk'] as const)('differ in %s for one, few and many', async (language) => {
    const [one, two, five, eleven, twentyOne] = await forms(language, [1, 2, 5, 11, 21])
    expect(new Set([one, two, five]).size).toBe(3)
    expect([eleven, twentyOne]).toEqual([five, one])
  })

  it('differ in Arabic for none, one, two, few and many', async () => {
    expect(new Set(await forms('ar', [0, 1, 2, 3, 11])).size).toBe(5)
    expect(await forms('ar', [103])).toEqual(await forms('ar', [3]))
  })
})

describe('the locale of dates and numbers', () => {
  const at = new Date(2026, 10, 3, 15, 4)
  const time = (language: Language, device: string[]) =>
    new Intl.DateTimeFormat(localeOf(language, device), { dateStyle: 'short', timeStyle: 'short' }).format(at)

  it('has the device’s region when the device speaks the language', () => {
    expect(time('en', ['de-DE', 'en-GB'])).toBe('03/11/2026, 15:04')
    expect(time('en', ['de-DE'])).toBe(time('en', ['en-US']))
  })

  it('keeps the digits that the words have', () => {
    expect(number(12, localeOf('ar', ['ar-EG']))).toBe(number(12, 'ar'))
    expect(number(12, localeOf('fa', ['fa-IR']))).toBe('۱۲')
  })

  it.each([[['en_US']], [['C']], [[]]])('is the language’s own for %j', (device) => {
    expect(new Intl.NumberFormat(localeOf('en', device)).format(1_000)).toBe('1,000')
  })
})

describe('the language of a user', () => {
  it.each([
    ['en', 'en'], ['en-GB', 'en'], ['pt-br', 'pt-BR'], ['pt', 'pt-BR'], ['pt_PT', 'pt-BR'], ['RU', 'ru'], ['fa-IR', 'fa'],
    ['xx', 'en'], ['', 'en'], [undefined, 'en'], [null, 'en'], ['constructor', 'en'],
  ])('%s is served by %s', (tag, language) => expect(matchLanguage(tag)).toBe(language))

  it('stays as it is when another is asked for before the first has come', async () => {
    const i18n = createI18n(document.documentElement)
    await Promise.all([i18n.use('ar'), i18n.use('en')])
    expect(i18n.language.value).toBe('en')
    expect(document.documentElement.dir).toBe('ltr')
  })
})
