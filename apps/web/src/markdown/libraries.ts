import type { VNode } from 'vue'
import { languageOf, type CodeLanguage } from './languages.ts'
import { createLazy, type Lazy } from './lazy.ts'

type Draw<Rest extends unknown[]> = (source: string, ...rest: Rest) => (VNode | string)[] | undefined

/** Maths, for the page's first message that has any. */
export const math: Lazy<Draw<[boolean]>> = createLazy(async () => (await import('./tex.ts')).texToVNodes)

const highlighters = new Map<CodeLanguage, Lazy<Draw<[]>>>()

/** The highlighter of a language, for the page's first block that names it; undefined for an unknown language. */
export function highlighterOf(name: string): Lazy<Draw<[]>> | undefined {
  const language = languageOf(name)
  if (language === undefined) return undefined
  const known = highlighters.get(language)
  if (known) return known
  const created = createLazy(async () => await (await import('./highlight.ts')).createHighlighter(language))
  highlighters.set(language, created)
  return created
}
