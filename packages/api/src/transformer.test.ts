import superjson from 'superjson'
import { describe, expect, test } from 'vitest'
import { stringify, transformer } from './transformer.ts'

const at = new Date('2026-11-22T10:00:00.123Z')
const now = () => new Date(at)
const shared = { at }
const circle: Record<string, unknown> = { name: 'circle' }
circle['self'] = circle
let deep: unknown = at
for (let depth = 0; depth < 40; depth++) deep = { deep }

/** As it goes over the wire. */
const wire = (serialized: unknown): string => JSON.stringify(serialized)

describe('what is sent is what superjson sends, byte for byte', () => {
  test.each<[string, unknown]>([
    ['a page', { items: [{ id: 'a', parts: [{ type: 'text', text: '"سلام" 👋🏽' }], rating: 0, createdAt: at }], next: null }],
    ['instants at several depths', { at, list: [now(), [now()]], inner: { at: now(), none: null } }],
    ['keys that are no names', { 'a.b': at, 'a\\b': { '': now() }, 0: now(), 'a\\.b': { c: now() } }],
    ['an object without a prototype', Object.assign(Object.create(null), { at })],
    ['nothing in it', [{}, [], '']],
    ['no instant', { a: [1, 1.5, -1, true, 'x', null] }],
    ['an instant alone', at],
    ['a text alone', 'x'],
    ['nothing', undefined],
    ['null', null],
    ['undefined inside', { a: undefined, list: [undefined], at }],
    ['numbers that JSON has not', [Number.NaN, Infinity, -Infinity, -0, 2n ** 60n]],
    ['an instant that is none', { at: new Date(Number.NaN) }],
    ['collections', { map: new Map([['a', at]]), set: new Set([at]), url: new URL('https://example.org/'), pattern: /a/g }],
    ['an error', { error: new TypeError('broken') }],
    ['what is deep', deep],
    ['a circle', circle],
  ])('%s', (_, value) => {
    expect(wire(transformer.serialize(value))).toBe(wire(superjson.serialize(value)))
    expect(stringify(value)).toBe(wire(superjson.serialize(value)))
  })

  test('but what occurs twice, which comes out as two that are equal', () => {
    expect(superjson.parse(wire(transformer.serialize([shared, shared])))).toEqual([{ at }, { at }])
  })

  test('names that lead into a prototype are refused as they are there', () => {
    expect(() => transformer.serialize({ constructor: 1 })).toThrow('prototype pollution')
    expect(() => stringify([{ prototype: at }])).toThrow('prototype pollution')
  })

  test('and what is sent stays what it was', () => {
    const answer = Object.freeze({ list: Object.freeze([at]), at })
    expect(superjson.parse(stringify(answer))).toEqual({ list: [at], at })
    expect(answer).toEqual({ list: [at], at })
  })
})

describe('what comes in', () => {
  test.each<[unknown]>([[{ a: [1, 'x', null] }], [{ at, list: [at] }], [undefined], [null], ['x'], [new Map([[1, at]])]])(
    '%j is what was sent', (value) => {
      expect(transformer.deserialize(JSON.parse(wire(superjson.serialize(value))))).toEqual(value)
    },
  )

  test('a name that leads into a prototype is refused', () => {
    expect(() => transformer.deserialize(JSON.parse('{"json":{"a":[{"__proto__":{"x":1}}]}}'))).toThrow('prototype')
    expect(() => transformer.deserialize(JSON.parse('{"json":{"a":1},"meta":{"values":{"__proto__.x":["Date"]}}}')))
      .toThrow(expect.objectContaining({ code: 'BAD_REQUEST' }))
  })
})
