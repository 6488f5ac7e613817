/** Those who read streams now: each ends with its own signal, and all of them when the assistant closes. */
export interface Readers {
  read: <T>(signal: AbortSignal, open: (ended: AbortSignal) => AsyncIterable<T>) => AsyncGenerator<T, void, void>
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
        yield* stream(controller.signal)
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
