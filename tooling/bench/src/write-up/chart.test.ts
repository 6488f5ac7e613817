import { expect, test } from 'vitest'
import { drawChart } from './chart.ts'

test('a chart has its words, a place for each point, and the mark', () => {
  const svg = drawChart({
    title: 'Delay', x: 'streams', y: 'ms', mark: { y: 100, name: '100 ms' },
    lines: [{ name: 'A & B', points: [{ x: 1, y: 2 }, { x: 100, y: 50 }] }, { name: 'C', points: [{ x: 1, y: 5 }] }],
  })
  for (const words of ['Delay', 'streams', '>ms<', '100 ms', 'A &amp; B', '>C<']) expect(svg).toContain(words)
  expect(svg.match(/r="3.5"/g)).toHaveLength(3)
  expect(svg).not.toContain('NaN')
})
