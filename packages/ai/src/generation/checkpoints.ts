import type { DraftState } from './draft.ts'
import type { ReplyStore } from './reply-store.ts'
import { createThrottle } from './throttle.ts'

export interface CheckpointOptions {
  store: Pick<ReplyStore, 'checkpoint' | 'heartbeat'>
  state: () => DraftState
  /** Resolves when every event of the state now is in the log: no checkpoint may be ahead of it. */
  published: () => Promise<void>
  checkpointMs: number
  heartbeatMs: number
  /** The lease is somebody else's, or the rows are gone. */
  onLost: () => void
  onError: (error: unknown) => void
}

export interface Checkpoints {
  /** What is shown has changed. */
  markDirty: () => void
  /** Ends the timers; resolves when no write is under way. */
  close: () => Promise<void>
}

/**
 * Writes a growing reply to its row, one write at a time and at most one in `checkpointMs`, and keeps its lease alive.
 * A write that fails is tried again with the next one.
 */
export function createCheckpoints(options: CheckpointOptions): Checkpoints {
  const { store, onError, onLost } = options
  let dirty = false
  let closed = false
  let writing: Promise<void> | undefined
  const throttle = createThrottle(options.checkpointMs, () => {
    writing ??= write().finally(() => {
      writing = undefined
      if (dirty && !closed) throttle.request()
    })
  })
  const heartbeat = setInterval(() => {
    store.heartbeat().then((held) => {
      if (!held && !closed) onLost()
    }, onError)
  }, options.heartbeatMs)

  async function write(): Promise<void> {
    dirty = false
    try {
      const state = options.state()
      await options.published()
      if (!await store.checkpoint(state)) onLost()
    } catch (error) {
      dirty = true
      onError(error)
    }
  }

  return {
    markDirty: () => {
      dirty = true
      if (writing === undefined) throttle.request()
    },
    close: async () => {
      closed = true
      throttle.cancel()
      clearInterval(heartbeat)
      await writing
    },
  }
}
