import { Readable } from 'node:stream'

/**
 * A body that gives frames as its reader takes them: one that does not read leaves the rest where they are. When there
 * was nothing for `pingMs` milliseconds it says `ping`. `onClose` is called once, when it ends or its reader goes away;
 * the frames are then returned.
 */
export function frameBody(
  frames: AsyncIterator<string, void, void>,
  { ping, pingMs, onClose }: { ping: string, pingMs: number, onClose: () => void },
): Readable {
  let pulling = false

  const body = new Readable({
    read() {
      if (!pulling) void pull()
    },
    destroy(error, done) {
      clearInterval(timer)
      onClose()
      // Frames that wait to be wanted hear of no abort: what they hold is let go of here.
      void frames.return?.().catch(() => undefined)
      done(error)
    },
  })

  const timer = setInterval(() => {
    // What waits to be read says that the stream lives, too.
    if (body.readableLength === 0) body.push(ping)
  }, pingMs)

  async function pull(): Promise<void> {
    pulling = true
    try {
      for (let wanted = true; wanted;) {
        const { done, value } = await frames.next()
        if (body.destroyed) return
        if (done === true) return end()
        timer.refresh()
        wanted = body.push(value)
      }
    } catch (error) {
      body.destroy(error instanceof Error ? error : new Error('The frames failed', { cause: error }))
    } finally {
      pulling = false
    }
  }

  /** A ping after the end would be an error, and cost a slow reader what it has not read yet. */
  function end(): void {
    clearInterval(timer)
    body.push(null)
  }

  return body
}
