/** Notices when nothing comes for too long while somebody waits for it. */
export interface IdleWatch {
  /** A `fetch` whose every byte, the headers included, counts as a sign of life. */
  watch: (fetch: typeof globalThis.fetch) => typeof globalThis.fetch
  /** Watches until `promise` settles. A reader that is slow itself is not held against the other side. */
  during: <T>(promise: Promise<T>) => Promise<T>
  close: () => void
}

/** Calls `onIdle` when `timeoutMs` milliseconds pass without a byte. */
export function createIdleWatch(timeoutMs: number, onIdle: () => void): IdleWatch {
  let waiting = false
  // One for the whole answer, set back by every byte; it rings in vain when nobody waits.
  const timer = setTimeout(() => {
    if (waiting) onIdle()
  }, timeoutMs)
  const seen = (): void => void timer.refresh()

  return {
    watch: (fetch) => async (input, init) => {
      const response = await fetch(input, init)
      seen()
      return response.ok && response.body ? watched(response, response.body, seen) : response
    },
    during: async (promise) => {
      waiting = true
      seen()
      try {
        return await promise
      } finally {
        waiting = false
      }
    },
    close: () => clearTimeout(timer),
  }
}

/** What the SDK reads of a response that streams. */
function watched(
  { ok, status, statusText, headers }: Response,
  body: ReadableStream<Uint8Array>,
  seen: () => void,
): Response {
  const getReader = () => {
    const reader = body.getReader()
    return {
      read: async () => {
        const piece = await reader.read()
        seen()
        return piece
      },
      releaseLock: () => reader.releaseLock(),
    }
  }
  return { ok, status, statusText, headers, body: { getReader } } as unknown as Response
}
