import { Readable } from 'node:stream'

/**
 * A body that gives frames as its reader takes them: one that does not read leaves the rest where they are. When there
 * was nothing for `pingMs` milliseconds it says `ping`. `onClose` is called once, when it ends or its reader goes away.
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
      clearTimeout(timer)
      onClose()
      done(error)
    },
  })

  const timer = setTimeout(() => {
    // What waits to be read says that the stream lives, too.
    if (body.readableLength === 0) body.push(ping)
    timer.refresh()
  }, pingMs)

  async function pull(): Promise<void> {
    pulling = true
    try {
      for (let wanted = true; wanted;) {
        const { done, value } = await frames.next()
        if (body.destroyed) return
        timer.refresh()
        wanted = body.push(done === true ? null : value) && done !== true
      }
    } catch (error) {
      body.destroy(error instanceof Error ? error : new Error('The frames failed', { cause: error }))
    } finally {
      pulling = false
    }
  }

  return body
}
