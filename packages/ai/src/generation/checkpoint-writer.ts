import { isBusyOrFull, storeCheckpoint, storeCheckpoints } from '@parley/db'
import type { Database, ReplyCheckpoint } from '@parley/db'

/** `lost`: the lease is somebody else's, or the rows are gone. `failed`: `onError` was told why. */
export type CheckpointOutcome = 'written' | 'lost' | 'failed'

/** Never rejects. */
export type WriteCheckpoint = (checkpoint: ReplyCheckpoint) => Promise<CheckpointOutcome>

/**
 * What goes in one write, in replies and in characters of their text: on SQLite it holds the event loop for 2 to 4 ms,
 * about 10 µs for each reply and 13 µs for each thousand characters.
 */
const most = { replies: 50, characters: 100_000 }

interface Waiting {
  checkpoint: ReplyCheckpoint
  resolve: (outcome: CheckpointOutcome) => void
}

/**
 * Writes together what is asked for in one turn of the event loop. Whoever was not written with the others is written
 * alone: then it is clear who has lost the lease, or what is wrong with whom. Where the database has no room for
 * the write, all of it has failed: as many writes more would not help it.
 */
export function createCheckpointWriter({ db, ownerId, onError }: {
  db: Database
  ownerId: string
  /** `replyId` is absent where it is not about one reply. */
  onError: (error: unknown, replyId?: string) => void
}): WriteCheckpoint {
  let waiting: Waiting[] = []

  function writeNext(): void {
    const batch = waiting.slice(0, countOf(waiting))
    waiting = waiting.slice(batch.length)
    // With what came in by network and timers in between.
    if (waiting.length > 0) setImmediate(writeNext)
    void writeBatch(batch)
  }

  async function writeBatch(batch: Waiting[]): Promise<void> {
    const written = batch.length === 1 ? new Set<string>() : await writeTogether(batch)
    for (const { checkpoint, resolve } of batch) {
      if (written === 'no-room') resolve('failed')
      else if (written.has(checkpoint.replyId)) resolve('written')
      else void writeAlone(checkpoint).then(resolve)
    }
  }

  /** The ids of those that were written. */
  async function writeTogether(batch: Waiting[]): Promise<Set<string> | 'no-room'> {
    try {
      return await storeCheckpoints(db, ownerId, batch.map(({ checkpoint }) => checkpoint))
    } catch (error) {
      if (!isBusyOrFull(error)) return new Set()
      onError(error)
      return 'no-room'
    }
  }

  async function writeAlone({ replyId, ...content }: ReplyCheckpoint): Promise<CheckpointOutcome> {
    try {
      return await storeCheckpoint(db, { replyId, ownerId }, content) ? 'written' : 'lost'
    } catch (error) {
      onError(error, replyId)
      return 'failed'
    }
  }

  return async (checkpoint) => await new Promise((resolve) => {
    if (waiting.push({ checkpoint, resolve }) === 1) setImmediate(writeNext)
  })
}

/** How many of the first go in one write, one at least. */
function countOf(waiting: readonly Waiting[]): number {
  let characters = 0
  for (const [index, { checkpoint: { text } }] of waiting.slice(0, most.replies).entries()) {
    characters += text.length
    if (characters > most.characters) return Math.max(1, index)
  }
  return Math.min(waiting.length, most.replies)
}
