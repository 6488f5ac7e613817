// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { en } from './en.ts'
import { number } from './format.ts'
import { createI18n } from './i18n.ts'
import type { Language } from './languages.ts'
import { languages, matchLanguage } from './languages.ts'

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
    for (const count of [0, 1, 2, 3, 5, 11, 21, 100]) {
      expect(t.composer.left(count)).toContain(number(count, language))
      expect(t.chat.newMessages(count)).toContain(number(count, language))
      expect(t.markdown.moreRows(count)).toContain(number(count, language))
    }
    expect(t.chats.nothingFound('Ünïcode')).toContain('Ünïcode')
    expect(t.chats.deleteMessage('Title')).toContain('Title')
    expect(t.errors.retryIn('5 s')).toContain('5 s')
    expect(t.chats.greeting('Maya')).toContain('Maya')
    expect(t.chats.greeting('')).not.toMatch(/[,،]\s*[!！]| {2}/)
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
