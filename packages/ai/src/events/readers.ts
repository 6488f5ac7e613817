/** How a reader's stream comes to its end. */
export interface ReaderSignals {
  /** The reader is gone: nothing more is given. */
  signal: AbortSignal
  /** Nothing more will come: what is there is given, then the stream ends. Aborted with `signal` too. */
  closing: AbortSignal
}

/** Those who read streams now; `close` ends them all. */
export interface Readers {
  read: <T>(signal: AbortSignal, open: (signals: ReaderSignals) => AsyncIterable<T>) => AsyncGenerator<T, void, void>
  close: () => void
}

export function createReaders(): Readers {
  const open = new Set<AbortController>()
  let closed = false

  return {
    async* read(signal, stream) {
      const controller = new AbortController()
      const abort = (): void => controller.abort()
      if (closed || signal.aborted) return
      open.add(controller)
      signal.addEventListener('abort', abort)
      try {
        yield* stream({ signal, closing: controller.signal })
      } finally {
        signal.removeEventListener('abort', abort)
        open.delete(controller)
      }
    },
    close: () => {
      closed = true
      for (const controller of open) controller.abort()
    },
  }
}
