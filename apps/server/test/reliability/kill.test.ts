import { expect, test } from 'vitest'
import { runKills } from './kill/run.ts'

test('a server that is killed at random moments loses nothing that it has acknowledged or checkpointed', async () => {
  const seed = Math.floor(Math.random() * 1e6)
  const figures = await runKills({ seed, points: 4 })
  // A run that met nothing would prove nothing.
  expect(figures.reduce((sum, { acknowledged }) => sum + acknowledged, 0), `seed ${seed}`).toBeGreaterThan(0)
}, 600_000)
