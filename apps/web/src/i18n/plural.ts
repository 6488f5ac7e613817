/** The form of `forms` that a count needs in a language, with `#` as the count in the language's digits. */
export function plural(
  language: string,
  count: number,
  forms: Partial<Record<Intl.LDMLPluralRule, string>> & { other: string },
): string {
  const form = forms[new Intl.PluralRules(language).select(count)] ?? forms.other
  return form.replaceAll('#', new Intl.NumberFormat(language).format(count))
}
