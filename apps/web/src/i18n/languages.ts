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

/**
 * The locale for dates and numbers in a language: with the device's own region when the device speaks it too, so that a
 * Briton gets 24 hours and the day before the month. The digits stay the language's own: its words have them as well.
 */
export function localeOf(language: Language, device: readonly string[]): string {
  const { numberingSystem } = new Intl.NumberFormat(language).resolvedOptions()
  const own = device.find((tag) => tag.toLowerCase().split('-')[0] === language.toLowerCase().split('-')[0])
  try {
    return new Intl.Locale(own ?? language, { numberingSystem }).toString()
  } catch {
    // A tag that is none: some webviews have had `C` or `en_US` there.
    return language
  }
}
