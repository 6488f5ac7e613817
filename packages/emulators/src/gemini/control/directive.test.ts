import { expect, it } from 'vitest'
import { readDirectives, withoutDirectives } from './directive.ts'

it.each<[string, object | null]>([
  ['hello', null],
  ['[[fault]] [[scenario]] [x]', null],
  ['[[fault:503]]', { fault: { kind: 'status', status: 503 } }],
  ['[[fault:429 retryAfterMs=2000 times=2]]', { times: 2, fault: { kind: 'status', status: 429, retryAfterMs: 2000 } }],
  ['please [[fault:drop after=20 round=tools]] now', { round: 'tools', fault: { kind: 'drop', after: 20 } }],
  ['[[fault:safety after=3]]', { fault: { kind: 'finish', reason: 'SAFETY', after: 3 } }],
  ['[[scenario:tokens n=2000 seed=7 rate=50]]', { rate: 50, scenario: { name: 'tokens', n: 2000, seed: 7 } }],
  ['[[scenario:text text="a b = c"]]', { scenario: { name: 'text', text: 'a b = c' } }],
  [
    '[[scenario:long tokens=9]] [[fault:stall]]',
    { scenario: { name: 'long', tokens: 9 }, fault: { kind: 'stall', after: 5 } },
  ],
])('reads %s', (prompt, rule) => {
  expect(readDirectives(prompt)).toEqual(rule)
})

it.each(['[[fault:earthquake]]', '[[scenario:tokens n=-1]]', '[[fault:200]]', '[[fault:constructor]]', '[[scenario:tokens colour=red]]'])(
  'cannot mean %s', (prompt) => {
    expect(() => readDirectives(prompt)).toThrow()
  },
)

it('takes them out of a prompt', () => {
  expect(withoutDirectives('[[fault:503]] weather [[scenario:text text="a b"]] in Paris')).toBe('weather in Paris')
})
