import hljs from 'highlight.js/lib/core'
import type { VNode } from 'vue'
import { loadLanguage, type CodeLanguage } from './languages.ts'
import { toVNodes, type Allowed } from './markup.ts'

const allowed: Allowed = {
  elements: new Set(['span']),
  attribute: (name, value) => name === 'class' && /^[\w -]+$/.test(value),
  dropped: new Set(),
}

/** Colours code; loads the language when it is the first of its kind. */
export async function createHighlighter(language: CodeLanguage): Promise<(code: string) => (VNode | string)[]> {
  if (!hljs.getLanguage(language)) hljs.registerLanguage(language, await loadLanguage(language))
  return (code) => toVNodes(hljs.highlight(code, { language, ignoreIllegals: true }).value, allowed)
}
