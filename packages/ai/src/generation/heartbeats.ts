export interface HeartbeatOptions {
  /** Says that these replies run; resolves to the ids of those whose leases are held. */
  beat: (replyIds: string[]) => Promise<Set<string>>
  intervalMs: number
  onError: (error: unknown) => void
}

/** The heartbeats of all leases that this process holds. */
export interface Heartbeats {
  /** Keeps a lease alive until the result is called. `onLost`: it is somebody else's, or the rows are gone. */
  keep: (replyId: string, onLost: () => void) => () => void
}

/** One write in `intervalMs` for all replies that run. One that fails is followed by the next. */
export function createHeartbeats({ beat, intervalMs, onError }: HeartbeatOptions): Heartbeats {
  const kept = new Map<string, () => void>()
  let timer: NodeJS.Timeout | undefined
  let isUnderWay = false

  async function beatAll(): Promise<void> {
    if (isUnderWay) return
    isUnderWay = true
    const asked = [...kept]
    try {
      const held = await beat(asked.map(([replyId]) => replyId))
      // Who has ended meanwhile has given the lease back.
      for (const [replyId, onLost] of asked) if (!held.has(replyId) && kept.has(replyId)) onLost()
    } catch (error) {
      onError(error)
    } finally {
      isUnderWay = false
    }
  }

  return {
    keep: (replyId, onLost) => {
      kept.set(replyId, onLost)
      timer ??= setInterval(() => void beatAll(), intervalMs)
      return () => {
        kept.delete(replyId)
        if (kept.size > 0) return
        clearInterval(timer)
        timer = undefined
      }
    },
  }
}
