import type { Judged } from './bar.ts'
import type { Table } from './table.ts'

/** What can be said on the command line; a benchmark has its own defaults. */
export interface Effort {
  /** A short look: everything once, too little to believe a figure. */
  quick: boolean
  rounds: number | undefined
  /** Of a load: chats that are open at once, sends a second in all, and seconds. */
  streams?: number | undefined
  rate?: number | undefined
  seconds?: number | undefined
  /** Told how it goes while it goes, which can be long. */
  say?: ((text: string) => void) | undefined
}

export interface Report {
  table: Table
  /** How the figures stand to the bars in `bars.ts`. */
  bars: Judged[]
  /** What the run was made with, and every figure behind the table, for the results file. */
  settings: Record<string, unknown>
  figures: Record<string, unknown>
}

export interface Benchmark {
  name: string
  /** One line for the command's help. */
  about: string
  /** Starts what it needs, measures, and stops all of it before it resolves or rejects. */
  run: (effort: Effort) => Promise<Report>
}
