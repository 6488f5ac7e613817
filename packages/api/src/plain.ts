/** What superjson makes of a value: the JSON, and where in it stands what JSON has no word for. */
interface Serialized {
  json: unknown
  meta?: { values: Record<string, ['Date']>, v: 1 }
}

/** Far beyond any input or answer there is; what is deeper may be a circle, or made to exhaust the stack. */
export const DEEPEST = 32

/**
 * `superjson.serialize` for what answers are made of: objects, arrays, strings, numbers, booleans, null and instants.
 * Null when there is anything else in it, which superjson itself then takes. It copies nothing but what an instant
 * stands in. An object that occurs twice comes out as two.
 */
export function serializePlain(value: unknown): Serialized | null {
  const dates: string[] = []
  const json = worded(value, dates)
  if (json === undefined) return null
  if (dates.length === 0) return { json }
  return { json, meta: { values: Object.fromEntries(dates.map((path) => [path, ['Date']])), v: 1 } }
}

/** The JSON of `serializePlain`, without making an object whose keys are all the paths. */
export function stringifyPlain(value: unknown): string | null {
  const dates: string[] = []
  const json = worded(value, dates)
  if (json === undefined) return null
  return withDates(JSON.stringify(json), dates)
}

/** superjson's envelope of a JSON in which instants stand at `dates`. */
export function withDates(json: string, dates: readonly string[]): string {
  if (dates.length === 0) return `{"json":${json}}`
  return `{"json":${json},"meta":{"values":{${dates.map((path) => `${JSON.stringify(path)}:["Date"]`).join()}},"v":1}}`
}

function worded(value: unknown, dates: string[]): object | undefined {
  if (typeof value !== 'object' || value === null || value instanceof Date) return undefined
  return withTexts(value, '', dates, 0)
}

/**
 * `node` with the text of each instant in its place, the paths of which go to `dates`; undefined when it is not plain.
 * JSON.stringify asks each instant for its text by a call, which takes longer than all else that it does.
 */
function withTexts(node: object, path: string, dates: string[], depth: number): object | undefined {
  if (depth > DEEPEST) return undefined
  const isList = Array.isArray(node)
  if (!isList && !isRecord(node)) return undefined
  let copy: Record<string, unknown> | undefined
  for (const key of Object.keys(node)) {
    if (dangerous.has(key)) return undefined
    const child = (node as Record<string, unknown>)[key]
    if (typeof child !== 'object' || child === null) {
      if (!isPlain(child)) return undefined
      continue
    }
    const at = path + escaped(key)
    const text = child instanceof Date ? textOf(child, at, dates) : withTexts(child, `${at}.`, dates, depth + 1)
    if (text === undefined) return undefined
    if (text === child) continue
    copy ??= (isList ? [...node] : { ...node }) as Record<string, unknown>
    copy[key] = text
  }
  return copy ?? node
}

function isRecord(node: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(node)
  return prototype === Object.prototype || prototype === null
}

/** Whether JSON has a word for what is no object. */
function isPlain(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0)
  return typeof value === 'string' || typeof value === 'boolean' || value === null
}

function textOf(date: Date, path: string, dates: string[]): string | undefined {
  if (Number.isNaN(date.getTime())) return undefined
  dates.push(path)
  return date.toISOString()
}

/** Names that superjson refuses. */
const dangerous = new Set(['__proto__', 'constructor', 'prototype'])

/** A key in superjson's paths, whose steps a point separates. */
const escaped = (key: string): string => (/[\\.]/.test(key) ? key.replaceAll('\\', '\\\\').replaceAll('.', '\\.') : key)
