import { h, type VNode } from 'vue'

/** What may stand in a piece of markup. Everything else is left out, its text kept. */
export interface Allowed {
  elements: ReadonlySet<string>
  attribute: (name: string, value: string) => boolean
  /** Elements that are left out with all they hold. */
  dropped: ReadonlySet<string>
}

/** Nodes for the markup that a library made, without `innerHTML`: parsed aside, then only what is allowed is taken. */
export function toVNodes(markup: string, allowed: Allowed): (VNode | string)[] {
  const parsed = new DOMParser().parseFromString(`<body>${markup}</body>`, 'text/html')
  return childrenOf(parsed.body, allowed)
}

function childrenOf(parent: Element, allowed: Allowed): (VNode | string)[] {
  return [...parent.childNodes].flatMap((node) => {
    if (node.nodeType === 3) return [node.textContent ?? '']
    return node.nodeType === 1 ? elementOf(node as Element, allowed) : []
  })
}

function elementOf(element: Element, allowed: Allowed): (VNode | string)[] {
  const name = element.localName.toLowerCase()
  if (allowed.dropped.has(name)) return []
  const children = childrenOf(element, allowed)
  if (!allowed.elements.has(name)) return children
  const attributes = [...element.attributes].filter((one) => allowed.attribute(one.name, one.value))
  return [h(name, Object.fromEntries(attributes.map((one) => [one.name, one.value])), children)]
}
