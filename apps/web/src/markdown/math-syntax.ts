import type { TokenizerExtension, Tokens } from 'marked'

/** TeX in a text. `display` stands on its own line; `pending` was begun and not closed (yet). */
export interface MathToken {
  type: 'math'
  raw: string
  text: string
  display: boolean
  pending: boolean
}

/** Up to the closing marks, or, so that no later text can change what came before, to the blank line or the end. */
const block = /^ {0,3}(?:\$\$((?:(?!\n[ \t]*\n|\$\$)[\s\S]){0,4000})(?:(\$\$)|(?=\n[ \t]*\n|$(?!\n)))|\\\[((?:(?!\n[ \t]*\n|\\\])[\s\S]){0,4000})(?:(\\\])|(?=\n[ \t]*\n|$(?!\n))))/
const display = /^(?:\$\$((?:(?!\$\$)[^\n]){1,1000})\$\$|\\\[((?:(?!\\\])[\s\S]){1,1000})\\\])/
// As Pandoc has it, so that "from $5 to $10" stays money: no space inside the marks, no digit after the closing one.
const inline = /^(?:\$(?![\s$])((?:\\.|[^\\$\n]){1,1000}?)(?<!\s)\$(?![\d$])|\\\(((?:(?!\\\))[^\n]){1,1000})\\\))/

function blockToken(source: string): MathToken | undefined {
  const match = block.exec(source)
  if (!match) return undefined
  const [raw, dollars, dollarsEnd, brackets, bracketsEnd] = match
  const text = (dollars ?? brackets ?? '').trim()
  return { type: 'math', raw, text, display: true, pending: (dollarsEnd ?? bracketsEnd) === undefined || text === '' }
}

function inlineToken(source: string): MathToken | undefined {
  const shown = display.exec(source)
  const match = shown ?? inline.exec(source)
  if (!match) return undefined
  const text = (match[1] ?? match[2] ?? '').trim()
  return { type: 'math', raw: match[0], text, display: shown !== null, pending: false }
}

export const blockMath: TokenizerExtension = {
  name: 'math',
  level: 'block',
  start: (source) => {
    const found = /\n {0,3}(?:\$\$|\\\[)/.exec(source)
    return found ? found.index + 1 : undefined
  },
  tokenizer: (source) => blockToken(source) as Tokens.Generic | undefined,
}

export const inlineMath: TokenizerExtension = {
  name: 'inlineMath',
  level: 'inline',
  start: (source) => {
    const found = source.search(/\$|\\[([]/)
    return found < 0 ? undefined : found
  },
  tokenizer: (source) => inlineToken(source) as Tokens.Generic | undefined,
}
