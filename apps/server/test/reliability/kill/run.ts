import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startGeminiEmulator } from '@parley/emulators'
import { createHouse } from './house.ts'
import type { PointFigures } from './point.ts'
import { killOnce } from './point.ts'

export interface KillRun {
  /** The point `n` of a run is decided by `seed + n` alone, so that it can be had again by itself. */
  seed: number
  points: number
  onPoint?: (point: number, figures: PointFigures) => void
}

/** Kills servers on one file, `points` times. Rejects at the first promise that is broken, naming the point. */
export async function runKills({ seed, points, onPoint }: KillRun): Promise<PointFigures[]> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-kill-'))
  const gemini = await startGeminiEmulator({ pace: { firstByteMs: 20 } })
  const house = createHouse(folder, gemini)
  const all: PointFigures[] = []
  try {
    await house.start()
    for (let point = 0; point < points; point++) {
      const figures = await killOnce(house, seed + point).catch((error: unknown) => {
        // What differs can be whole conversations.
        const reason = error instanceof Error ? (error.stack ?? '').slice(0, 2_000) : String(error)
        throw new Error(`pnpm test:kill --seed ${seed + point} --points 1 (point ${point} of seed ${seed}): ${reason}`)
      })
      all.push(figures)
      onPoint?.(point, figures)
      gemini.journal.clear()
    }
  } finally {
    await house.kill().catch(() => undefined)
    await gemini.close()
    await rm(folder, { recursive: true, force: true })
  }
  return all
}
