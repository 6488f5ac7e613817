import type { InjectionKey, ShallowRef } from 'vue'
import { inject, shallowRef } from 'vue'
import { en } from './en.ts'
import type { Messages } from './en.ts'
import type { Language } from './languages.ts'
import { directionOf, localeOf } from './languages.ts'

const dictionaries: Record<Exclude<Language, 'en'>, () => Promise<Messages>> = {
  ru: async () => (await import('./ru.ts')).ru,
  es: async () => (await import('./es.ts')).es,
  'pt-BR': async () => (await import('./pt-br.ts')).ptBR,
  de: async () => (await import('./de.ts')).de,
  ar: async () => (await import('./ar.ts')).ar,
  fa: async () => (await import('./fa.ts')).fa,
  hi: async () => (await import('./hi.ts')).hi,
  bn: async () => (await import('./bn.ts')).bn,
  uk: async () => (await import('./uk.ts')).uk,
}

/** The words of the interface in the language that is set. */
export interface I18n {
  readonly messages: Readonly<ShallowRef<Messages>>
  readonly language: Readonly<ShallowRef<Language>>
  /** How dates, times and numbers are written: `Intl`'s locale. */
  readonly locale: Readonly<ShallowRef<string>>
  /** Loads a language and turns the page to it. When it cannot be loaded, the page stays as it is. */
  use: (language: Language) => Promise<void>
}

/**
 * Starts in English, which is part of the first load. `root` gets `lang` and `dir`; `device` are the tags of what the
 * device is set to.
 */
export function createI18n(root: HTMLElement, device: readonly string[] = navigator.languages): I18n {
  const messages = shallowRef<Messages>(en)
  const language = shallowRef<Language>('en')
  const locale = shallowRef(localeOf('en', device))
  let wanted: Language = 'en'
  return {
    messages,
    language,
    locale,
    async use(next) {
      wanted = next
      const loaded = next === 'en' ? en : await dictionaries[next]().catch(() => undefined)
      if (loaded === undefined || wanted !== next) return
      messages.value = loaded
      language.value = next
      locale.value = localeOf(next, device)
      root.lang = next
      root.dir = directionOf(next)
    },
  }
}

export const i18nKey: InjectionKey<I18n> = Symbol('i18n')

export function useI18n(): I18n {
  const i18n = inject(i18nKey)
  if (i18n === undefined) throw new Error('No i18n is provided')
  return i18n
}

/** The dictionary of the language that is set: `t.chats.title` in a template, `t.value.chats.title` in a script. */
export const useMessages = (): I18n['messages'] => useI18n().messages
