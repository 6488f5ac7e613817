import { h, type VNode } from 'vue'
import CodeBlock from './CodeBlock.vue'
import type { MarkedToken, Token, Tokens } from './lexer.ts'
import ListItem from './ListItem.vue'
import MarkdownTable from './MarkdownTable.vue'
import MathFormula from './MathFormula.vue'
import type { MathToken } from './math-syntax.ts'
import TaskMark from './TaskMark.vue'
import { literal, prose, safeAddress } from './text.ts'

type Child = VNode | string

/** Deeper lists and quotes, and wider tables, are shown as their source. */
const DEEPEST = 16
const MOST_COLUMNS = 40

const known = (tokens: Token[] | undefined) => (tokens ?? []) as (MarkedToken | MathToken)[]

/** Tokens to nodes, by name: what has no case here is shown as its source. */
export function renderTokens(tokens: Token[] | undefined, depth: number): Child[] {
  return known(tokens).flatMap((token) => depth > DEEPEST ? [literal(token.raw)] : renderToken(token, depth + 1))
}

function renderToken(token: MarkedToken | MathToken, depth: number): Child[] {
  const inside = () => renderTokens('tokens' in token ? token.tokens : undefined, depth)
  switch (token.type) {
    case 'space': return []
    // Its words have to say which way the quote or item around it runs, and an element with a direction is passed over.
    case 'paragraph': return [h('p', depth > 1 ? null : { dir: 'auto' }, inside())]
    // Only a heading on top has a level of the page's outline; see `headingLevels`.
    case 'heading': return [h('p', { class: headingClass(token) }, inside())]
    case 'blockquote': return [h('blockquote', { dir: 'auto' }, inside())]
    case 'list': return [renderList(token, depth)]
    case 'list_item': return [h(ListItem, { token, depth })]
    case 'checkbox': return [h(TaskMark, { done: token.checked })]
    case 'code': return [h(CodeBlock, { code: literal(token.text), language: token.lang ?? '' })]
    case 'table': return [renderTable(token, depth)]
    case 'hr': return [h('hr')]
    case 'math': return [h(MathFormula, { tex: token.text, source: literal(token.raw.trim()), display: token.display, pending: token.pending })]
    case 'text': return token.tokens ? inside() : [prose(token.text)]
    case 'strong': return [h('strong', inside())]
    case 'em': return [h('em', inside())]
    case 'del': return [h('del', inside())]
    case 'codespan': return [h('code', { dir: 'auto' }, literal(token.text))]
    case 'br': return [h('br')]
    case 'html': return token.text === '\n' ? [h('br')] : [prose(token.raw)]
    case 'escape': return [token.text]
    case 'link': return [renderLink(token.href, inside())]
    // An image would tell its server that it was read: its words lead there instead.
    case 'image': return [renderLink(token.href, [`🖼 ${prose(token.text) || prose(token.href)}`])]
    default: return [literal(token.raw)]
  }
}

/** How a heading looks, whatever its level in the page is. */
export const headingClass = ({ depth }: Tokens.Heading): string => `heading h${depth}`

function renderLink(href: string, children: Child[]): VNode {
  const address = safeAddress(href)
  return address === null
    ? h('span', { class: 'dead-link' }, children)
    : h('a', { href: address, title: literal(address), target: '_blank', rel: 'noopener noreferrer nofollow' }, children)
}

function renderTable(token: Tokens.Table, depth: number): VNode {
  return token.header.length > MOST_COLUMNS
    ? h(CodeBlock, { code: literal(token.raw), language: '' })
    : h(MarkdownTable, { token, depth })
}

function renderList(list: Tokens.List, depth: number): VNode {
  const items = list.items.map((token, index) => h(ListItem, { key: index, token, depth }))
  return list.ordered
    ? h('ol', { start: list.start === '' ? 1 : list.start }, items)
    : h('ul', items)
}
