import type { LogEntry } from './event.ts'

/** Where a reader is: the entry it has, and the reply it follows up to an event of it. */
export interface Position {
  id: string
  /** Null when none runs; undefined right after a resumption, when any may. */
  replyId: string | null | undefined
  seq: number
}

/**
 * Moves past `entry`, which is new to the reader or was seen. `hole`: an event before it is missing, so that only a
 * snapshot helps.
 */
export function advance(position: Position, { id, event }: LogEntry): 'new' | 'seen' | 'hole' {
  if (event.type !== 'title') {
    const { replyId } = event
    const seq = event.type === 'start' ? 0 : event.seq
    if (event.type !== 'start' && position.replyId !== undefined) {
      if (position.replyId !== replyId || seq > position.seq + 1) return 'hole'
      if (seq <= position.seq) {
        position.id = id
        return 'seen'
      }
    }
    position.replyId = replyId
    position.seq = seq
  }
  position.id = id
  return 'new'
}
