/** How often and how long, in milliseconds. */
export interface GenerationTiming {
  /** Text is told at most this often, the first at once; a busy event loop takes up to three times as long. */
  flushMs: number
  /** A growing reply is written at most this often. */
  checkpointMs: number
  heartbeatMs: number
  /** A lease whose heartbeat is older belongs to a dead process. */
  staleMs: number
  /** How long an aborted model or tool may take to end. */
  abortGraceMs: number
  /** The pauses between attempts to read a context or to store an end, before the user is told that it cannot be. */
  storeRetryMs: readonly number[]
}

export const defaultTiming: GenerationTiming = {
  flushMs: 25,
  checkpointMs: 250,
  heartbeatMs: 5_000,
  staleMs: 20_000,
  abortGraceMs: 2_000,
  storeRetryMs: [100, 400, 1_500],
}
