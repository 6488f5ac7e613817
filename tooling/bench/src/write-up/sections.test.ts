import { expect, test } from 'vitest'
import type { Result } from './sections.ts'
import { describeBars, describeRun, replaceSection } from './sections.ts'

const result: Result = {
  benchmark: 'reads',
  at: '2026-11-26T17:00:00.000Z',
  quick: false,
  machine: { summary: '2 cores, load 0.5', load: 0.5, cores: 2 },
  bars: [{ name: 'times bare', least: 0.5, figure: 0.4 }],
  table: { header: ['read', 'requests/s'], rows: [['chats', 10]] },
}

test('a run is its table, its bars, the command, the day and the machine', () => {
  const text = describeRun(result)
  expect(text).toContain('| chats |      10.00 |')
  expect(text).toContain('- NOT MET: times bare 0.40, at least 0.5')
  expect(text).toMatch(/`pnpm bench reads`, 2026-11-26, 2 cores, load 0.5\.$/)
  expect(describeRun({ ...result, machine: { ...result.machine, load: 3 } })).toContain('Not a quiet machine')
})

test('the table of bars says which are met', () => {
  expect(describeBars([result])).toContain('| times bare | ≥ 0.5 |   0.40 | **no** | `reads` |')
  const measured = { ...result, bars: [{ name: 'shift', most: 0.02382957495137702, figure: 0.02 }] }
  expect(describeBars([measured])).toContain('| shift | ≤ 0.024 |   0.02 | yes | `reads` |')
})

test('a section is replaced, and only where there is one', () => {
  const docs = 'a\n<!-- bench reads -->\nold\n<!-- /bench -->\nb\n<!-- bench sends -->\nkept\n<!-- /bench -->\n'
  expect(replaceSection(docs, 'reads', 'new $1')).toBe(docs.replace('old', () => 'new $1'))
  expect(() => replaceSection(docs, 'nothing', 'new')).toThrow('no place for nothing')
})
