/**
 * The forms that a language tells apart for whole numbers, by CLDR's categories: the compiler asks for each of them.
 * Languages whose nouns stay as they are after a number have one form. https://cldr.unicode.org/index/cldr-spec/plural-rules
 */
interface Forms {
  en: 'one' | 'other'
  es: 'one' | 'other'
  'pt-BR': 'one' | 'other'
  de: 'one' | 'other'
  hi: 'one' | 'other'
  ru: 'one' | 'few' | 'many'
  uk: 'one' | 'few' | 'many'
  ar: 'zero' | 'one' | 'two' | 'few' | 'many' | 'other'
  fa: 'other'
  bn: 'other'
}

/** The form of `forms` that a count, a whole number, needs in a language, with `#` as the count in its digits. */
export function plural<Language extends keyof Forms>(
  language: Language,
  count: number,
  forms: Record<Forms[Language], string>,
): string {
  const known: Partial<Record<Intl.LDMLPluralRule, string>> = forms
  const form = known[new Intl.PluralRules(language).select(count)] ?? known.other ?? ''
  return form.replaceAll('#', new Intl.NumberFormat(language).format(count))
}
