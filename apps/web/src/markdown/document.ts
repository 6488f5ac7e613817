import { lex, type Token } from './lexer.ts'
import { mend } from './mend.ts'
import { tame } from './tame.ts'

/** A markdown text that grows. */
export interface MarkdownDocument {
  /**
   * The blocks of `text`. `open` says that more will follow. A block that did not change is the same object as before,
   * so what shows it need not be drawn again; its place in the list is its key.
   */
  update: (text: string, open: boolean) => readonly Token[]
}

/** Parses what was added and the last two blocks, never the whole text again. */
export function createMarkdownDocument(): MarkdownDocument {
  let raw = ''
  let source = ''
  let settled: Token[] = []
  let settledLength = 0
  let shown: readonly Token[] = []

  return {
    update(text, open) {
      if (!text.startsWith(raw)) [source, settled, settledLength] = ['', [], 0]
      raw = text
      source = tame(text)
      const tail = source.slice(settledLength)
      const blocks = lex(tail)
      const { count, length } = settledBlocks(blocks, tail)
      const fresh = [...settled, ...withoutSpace(open ? mendLast(blocks) : blocks)]
      const next = fresh.map((token, index) => reuse(shown[index], token))
      settled = next.slice(0, settled.length + withoutSpace(blocks.slice(0, count)).length)
      settledLength += length
      shown = next
      return next
    },
  }
}

const withoutSpace = (blocks: Token[]) => blocks.filter(({ type }) => type !== 'space')

/**
 * The blocks that nothing can change any more, and how much of the text they cover. Not the last two: the last one
 * grows, and may yet swallow the one before it (a line of dashes makes a heading or a table of what it follows). And
 * only up to a place where a parse can begin afresh: a numbered line after a paragraph is no list, at the start it is.
 */
function settledBlocks(blocks: Token[], text: string): { count: number, length: number } {
  const solid = blocks.flatMap(({ type }, index) => type === 'space' ? [] : [index])
  let count = solid.at(-2) ?? 0
  while (count > 0 && !endsCleanly(blocks[count - 1])) count -= 1
  let length = 0
  for (const { raw } of blocks.slice(0, count)) {
    if (!text.startsWith(raw, length)) return { count: 0, length: 0 }
    length += raw.length
  }
  return { count, length }
}

function endsCleanly(block: Token | undefined): boolean {
  return block !== undefined
    && (block.type === 'space' || block.type === 'heading' || block.type === 'hr' || block.raw.endsWith('\n\n')
      || (block.type === 'code' && !('codeBlockStyle' in block)))
}

const mendable = new Set(['paragraph', 'heading', 'list', 'blockquote', 'text', 'hr'])

function mendLast(blocks: Token[]): Token[] {
  const index = blocks.findLastIndex(({ type }) => type !== 'space')
  const last = blocks[index]
  if (!last || !mendable.has(last.type)) return blocks
  const mended = mend(last.raw)
  return mended === last.raw ? blocks : [...blocks.slice(0, index), ...lex(mended)]
}

/** Marked's tokens and our own have these where they have them. */
type Fields = Token & { text?: string, pending?: boolean, loose?: boolean, items?: Token[] }

/** `next`, or the earlier object where it says the same. */
function reuse(before: Fields | undefined, next: Fields): Token {
  // A list that becomes loose makes paragraphs of its items' texts without a change of their source.
  if (before?.type !== next.type || before.loose !== next.loose) return next
  if (before.raw === next.raw && before.text === next.text && before.pending === next.pending) return before
  if (!before.items || !next.items) return next
  const { items } = before
  return { ...next, items: next.items.map((item, index) => reuse(items[index], item)) } as Token
}
