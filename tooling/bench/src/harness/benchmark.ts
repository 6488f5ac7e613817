import type { Table } from './table.ts'

/** What can be said on the command line; a benchmark has its own defaults. */
export interface Effort {
  rounds: number | undefined
  /** Samples of one subject in one round. */
  samples: number | undefined
  /** Samples of each subject that are thrown away before the first round. */
  warmUp: number | undefined
}

/** A promise about the figures of the same run. */
export interface Bar {
  name: string
  figure: number
  /** The figure may not be larger. */
  most: number
}

export interface Report {
  table: Table
  bars: Bar[]
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
