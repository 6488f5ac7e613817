import { setTimeout } from 'node:timers/promises'

/** Resolves after `ms` milliseconds; rejects as soon as `signal` is aborted. */
export type Sleep = (ms: number, signal: AbortSignal) => Promise<void>

/** The real one. */
export const sleep: Sleep = (ms, signal) => setTimeout(ms, undefined, { signal })
