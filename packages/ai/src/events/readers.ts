import type { EventSink, EventStream, StreamOf, StreamSource } from './stream.ts'
import { ChatStream } from './stream.ts'

/** Those who read streams now. */
export interface Readers {
  follow: (of: StreamOf, sink: EventSink) => EventStream
  /** Ends all streams, once their readers have what is there. */
  close: () => void
}

export function createReaders(shared: Omit<StreamSource, 'onEnd'>): Readers {
  const open = new Set<ChatStream>()
  const source: StreamSource = { ...shared, onEnd: (stream) => void open.delete(stream) }
  let closed = false

  return {
    follow: (of, sink) => {
      const stream = new ChatStream(source, of, sink)
      if (closed) {
        stream.close()
      } else {
        open.add(stream)
        stream.start()
      }
      return stream
    },
    close: () => {
      closed = true
      for (const stream of open) stream.finish()
    },
  }
}
