import type { Token } from 'marked'
import { Marked } from 'marked'
import { blockMath, inlineMath } from './math-syntax.ts'

export type { MarkedToken, Token, Tokens } from 'marked'

/** What is longer, or has more marks of emphasis, stays plain text: the time for those grows with their square. */
const LONGEST_RUN = 20_000
const MOST_MARKS = 600

/**
 * Markdown as chat models write it. Raw HTML is not a construct, so it stays text (`<br>` alone is known: tables need
 * it). Reference definitions are not either: one that arrives last would change blocks that are finished.
 */
const marked = new Marked({
  gfm: true,
  extensions: [blockMath, inlineMath],
  tokenizer: {
    html: () => undefined,
    def: () => undefined,
    reflink: () => undefined,
    tag: (source) => {
      const line = /^<br\s*\/?>/i.exec(source)
      if (!line) return undefined
      return { type: 'html', raw: line[0], text: '\n', block: false, inLink: false, inRawBlock: false }
    },
  },
})

/** The top-level blocks of a text, blank lines among them, with their inline tokens. The text is tame already. */
export function lex(source: string): Token[] {
  const lexer = new marked.Lexer(marked.defaults)
  const blocks: Token[] = lexer.blockTokens(source, [])
  for (const { src, tokens } of lexer.inlineQueue) {
    if (isTooMuch(src)) tokens.push({ type: 'text', raw: src, text: src })
    else lexer.inlineTokens(src, tokens)
  }
  return blocks
}

function isTooMuch(text: string): boolean {
  return text.length > LONGEST_RUN || (text.length > MOST_MARKS && (text.match(/[*_~]/g)?.length ?? 0) > MOST_MARKS)
}
