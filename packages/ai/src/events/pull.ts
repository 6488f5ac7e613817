import type { Sent } from './event.ts'
import type { EventSink, EventStream } from './stream.ts'

/**
 * A stream of events for who would rather ask for each: what is given at once is read before more is taken. It ends
 * when `signal` is aborted, and throws what the stream broke off with.
 */
export async function* pull(
  follow: (sink: EventSink) => EventStream,
  signal: AbortSignal,
): AsyncGenerator<Sent, void, void> {
  if (signal.aborted) return
  const given: Sent[] = []
  let ended: { error: unknown } | undefined
  let rouse = (): void => undefined
  const stream = follow({
    take: (sent) => given.push(sent) > 0,
    flush: () => {
      rouse()
      return false
    },
    end: (error) => {
      ended = { error }
      rouse()
    },
  })
  const leave = (): void => stream.close()
  signal.addEventListener('abort', leave)
  try {
    for (;;) {
      for (const sent of given.splice(0)) {
        if (signal.aborted) return
        yield sent
      }
      if (ended?.error !== undefined) throw ended.error
      if (ended !== undefined) return
      await new Promise<void>((resolve) => {
        rouse = resolve
        stream.resume()
      })
    }
  } finally {
    signal.removeEventListener('abort', leave)
    stream.close()
  }
}
