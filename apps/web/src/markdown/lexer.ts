import type { Token, TokenizerAndRendererExtension } from 'marked'
import { Marked } from 'marked'
import { tameMarkers } from './tame.ts'
import { blockMath, inlineMath } from './math-syntax.ts'

export type { Token, Tokens } from 'marked'

/**
 * Markdown as chat models write it. Raw HTML is not a construct, so it stays text (only `<br>` is known: tables need
 * it), and reference definitions are not either: a definition that arrives last would change blocks that are finished.
 */
const marked = new Marked({
  gfm: true,
  extensions: [blockMath, inlineMath] satisfies TokenizerAndRendererExtension[],
  tokenizer: {
    html: () => undefined,
    def: () => undefined,
    reflink: () => undefined,
    tag(source) {
      const line = /^<br\s*\/?>/i.exec(source)
      return line ? { type: 'html', raw: line[0], text: '\n', block: false, inLink: false, inRawBlock: false } : undefined
    },
  },
})

/** A paragraph longer than this is not searched for emphasis and links: that takes time that grows with its square. */
const PLAIN_FROM = 20_000

/** The top-level blocks of a text, without the blank lines between them. Inline tokens included. */
export function lex(source: string): Token[] {
  const lexer = new marked.Lexer(marked.defaults)
  const blocks = lexer.blockTokens(tameMarkers(source), [])
  for (const { src, tokens } of lexer.inlineQueue) {
    if (src.length > PLAIN_FROM) tokens.push({ type: 'text', raw: src, text: src })
    else lexer.inlineTokens(src, tokens)
  }
  return blocks
}
