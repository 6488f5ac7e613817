import { expect, test } from 'vitest'
import { formatTable } from './table.ts'

test('a table is Markdown, numbers to the right with two places', () => {
  expect(formatTable({ header: ['who', 'ms', 'note'], rows: [['relay', 1, 'x'], ['Parley', 12, '']] })).toBe([
    '| who    |    ms | note |',
    '| ------ | ----: | ---- |',
    '| relay  |  1.00 | x    |',
    '| Parley | 12.00 |      |',
  ].join('\n'))
})

test('what is left empty in a column of numbers leaves it one', () => {
  expect(formatTable({ header: ['a', 'b'], rows: [['x', ''], ['y', 2]] }).split('\n')[2]).toBe('| x   |      |')
})
