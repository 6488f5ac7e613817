import { expect, test, vi } from 'vitest'
import { benchmarks } from './benchmarks.ts'

// Several processes start for each, on a machine that is busy with other tests. Nothing here is about how long it took.
vi.setConfig({ testTimeout: 120_000 })

/**
 * The browser's is minutes even when it is short, and what it measures has tests of its own in apps/web. The loads have
 * one too: load/run-load.test.ts.
 */
const short = [...benchmarks.values()].filter(({ name }) => name !== 'browser' && !name.startsWith('load'))

test.each(short)('$name still runs', async ({ run }) => {
  const { table, bars } = await run({ quick: true, rounds: undefined })
  expect(table.rows.length).toBeGreaterThan(0)
  for (const row of table.rows) expect(row).toHaveLength(table.header.length)
  for (const { name, figure } of bars) expect(figure, name).toBeTypeOf('number')
})
