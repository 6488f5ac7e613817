import type { ReplyContent } from '@parley/db'
import type { WriteCheckpoint } from './checkpoint-writer.ts'
import { createThrottle } from './throttle.ts'

/** A running reply, as it is written while it grows. */
export interface GrowingReply {
  replyId: string
  /** What it is made of now. */
  content: () => ReplyContent
  /** Resolves when every event of the content now is in the log: no checkpoint may be ahead of it. Never rejects. */
  published: () => Promise<void>
  /** The lease is somebody else's, or the rows are gone. */
  onLost: () => void
}

export interface ReplyCheckpoints {
  /** What is shown has changed. */
  markDirty: () => void
  /** The last of them; resolves when no write of this reply is under way. */
  close: () => Promise<void>
}

/** The checkpoints of all replies that this process runs. */
export interface Checkpoints {
  open: (reply: GrowingReply) => ReplyCheckpoints
  /** Once all replies are closed. */
  close: () => void
}

/**
 * Writes growing replies to their rows, all that have changed at once, at most once in `intervalMs`, and one write at a
 * time for each. A write that failed is tried again with the next.
 */
export function createCheckpoints({ write, intervalMs }: { write: WriteCheckpoint, intervalMs: number }): Checkpoints {
  const open = new Set<GrowingReply>()
  const dirty = new Set<GrowingReply>()
  const writing = new Map<GrowingReply, Promise<void>>()
  const throttle = createThrottle(() => intervalMs, () => {
    for (const reply of dirty) if (!writing.has(reply)) start(reply)
  })

  function markDirty(reply: GrowingReply): void {
    dirty.add(reply)
    // Else the end of the write asks.
    if (!writing.has(reply)) throttle.request()
  }

  function start(reply: GrowingReply): void {
    dirty.delete(reply)
    writing.set(reply, writeNow(reply).finally(() => {
      writing.delete(reply)
      if (dirty.has(reply)) throttle.request()
    }))
  }

  async function writeNow(reply: GrowingReply): Promise<void> {
    const { replyId } = reply
    const content = reply.content()
    await reply.published()
    const outcome = await write({ replyId, ...content })
    if (outcome === 'lost') reply.onLost()
    if (outcome === 'failed' && open.has(reply)) dirty.add(reply)
  }

  return {
    open: (reply) => {
      open.add(reply)
      return {
        markDirty: () => markDirty(reply),
        close: async () => {
          open.delete(reply)
          dirty.delete(reply)
          await writing.get(reply)
        },
      }
    },
    close: throttle.cancel,
  }
}
