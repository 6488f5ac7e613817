import { pageJson } from '@parley/ai'
import { TRPCError } from '@trpc/server'
import superjson from 'superjson'
import { DEEPEST, serializePlain, stringifyPlain, withDates } from './plain.ts'

/** superjson that takes nothing which is built to break it: the caller is told, and it is no failure of the server. */
export const transformer = {
  serialize: (value: unknown): unknown => serializePlain(value) ?? superjson.serialize(value),
  deserialize(value: unknown): unknown {
    if (isHostile(value)) throw new TRPCError({ code: 'BAD_REQUEST', message: 'Nested too deep, or names a prototype' })
    try {
      // Without types there is nothing for superjson to do but to copy.
      if (isBare(value)) return value.json
      return superjson.deserialize(value as Parameters<typeof superjson.deserialize>[0])
    } catch (cause) {
      // Its own words for a path that leads into a prototype, or for types that do not fit their values.
      throw new TRPCError({ code: 'BAD_REQUEST', cause })
    }
  },
}

/** What `transformer.serialize` makes of a value, as JSON. */
export function stringify(value: unknown): string {
  const page = typeof value === 'object' && value !== null ? pageJson(value) : null
  return page ? withDates(page.json, page.instants) : stringifyPlain(value) ?? superjson.stringify(value)
}

function isBare(value: unknown): value is { json: unknown } {
  return typeof value === 'object' && value !== null && 'json' in value && !('meta' in value)
}

/** Level by level, so that depth costs no stack. */
function isHostile(root: unknown): boolean {
  let level: unknown[] = [root]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST) return true
    const next: unknown[] = []
    for (const node of level) {
      if (typeof node !== 'object' || node === null) continue
      if (Object.hasOwn(node, '__proto__')) return true
      for (const child of Object.values(node)) next.push(child)
    }
    level = next
  }
  return false
}
