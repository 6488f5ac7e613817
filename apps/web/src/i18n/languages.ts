/** The interface's languages by their own names, in the order of the settings screen. */
export const languages = {
  en: 'English',
  ru: 'Русский',
  es: 'Español',
  'pt-BR': 'Português (Brasil)',
  de: 'Deutsch',
  ar: 'العربية',
  fa: 'فارسی',
  hi: 'हिन्दी',
  bn: 'বাংলা',
  uk: 'Українська',
} as const

export type Language = keyof typeof languages

export const isLanguage = (tag: string): tag is Language => Object.hasOwn(languages, tag)

/** The interface's language that serves an IETF tag best: `pt` and `pt-PT` get `pt-BR`, what is unknown `en`. */
export function matchLanguage(tag: string | null | undefined): Language {
  const primary = (tag ?? '').toLowerCase().split(/[-_]/)[0] ?? ''
  if (isLanguage(primary)) return primary
  return primary === 'pt' ? 'pt-BR' : 'en'
}

export const directionOf = (language: Language): 'ltr' | 'rtl' =>
  language === 'ar' || language === 'fa' ? 'rtl' : 'ltr'
