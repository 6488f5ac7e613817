/** What superjson makes of a value: the JSON, and where in it stands what JSON has no word for. */
interface Serialized {
  json: unknown
  meta?: { values: Record<string, ['Date']>, v: 1 }
}

/** Far beyond any input or answer there is; what is deeper may be a circle, or made to exhaust the stack. */
export const DEEPEST = 32

/**
 * `superjson.serialize` for what answers are made of: objects, arrays, strings, numbers, booleans, null and instants.
 * Null when there is anything else in it, which superjson itself then takes. It notes where the instants are and copies
 * nothing: JSON.stringify writes them as superjson does. An object that occurs twice comes out as two.
 */
export function serializePlain(value: unknown): Serialized | null {
  if (typeof value !== 'object' || value === null || value instanceof Date) return null
  const dates: Record<string, ['Date']> = {}
  if (!notesDates(value, '', dates, 0)) return null
  for (const _ in dates) return { json: value, meta: { values: dates, v: 1 } }
  return { json: value }
}

/** False when `node` is not plain. */
function notesDates(node: object, path: string, dates: Record<string, ['Date']>, depth: number): boolean {
  if (depth > DEEPEST) return false
  if (Array.isArray(node)) {
    return node.every((child: unknown, index) => isPlain(child, `${path}${index}`, dates, depth))
  }
  const prototype: unknown = Object.getPrototypeOf(node)
  if (prototype !== Object.prototype && prototype !== null) return false
  for (const key of Object.keys(node)) {
    if (dangerous.has(key)) return false
    const child = (node as Record<string, unknown>)[key]
    if (typeof child === 'string' || child === null) continue
    if (!isPlain(child, path + escaped(key), dates, depth)) return false
  }
  return true
}

function isPlain(child: unknown, path: string, dates: Record<string, ['Date']>, depth: number): boolean {
  switch (typeof child) {
    case 'string':
    case 'boolean':
      return true
    case 'number':
      return Number.isFinite(child) && !Object.is(child, -0)
    case 'object':
      if (child === null) return true
      if (!(child instanceof Date)) return notesDates(child, `${path}.`, dates, depth + 1)
      if (Number.isNaN(child.getTime())) return false
      dates[path] = ['Date']
      return true
    default:
      return false
  }
}

/** Names that superjson refuses. */
const dangerous = new Set(['__proto__', 'constructor', 'prototype'])

/** A key in superjson's paths, whose steps a point separates. */
const escaped = (key: string): string => (/[\\.]/.test(key) ? key.replaceAll('\\', '\\\\').replaceAll('.', '\\.') : key)
