/** Notices when nothing comes for too long while somebody waits for it. */
export interface IdleWatch {
  /** A `fetch` whose every byte, the headers included, counts as a sign of life. */
  watch: (fetch: typeof globalThis.fetch) => typeof globalThis.fetch
  /** Watches until `promise` settles. A reader that is slow itself is not held against the other side. */
  during: <T>(promise: Promise<T>) => Promise<T>
}

/** Calls `onIdle` when `timeoutMs` milliseconds pass without a byte. */
export function createIdleWatch(timeoutMs: number, onIdle: () => void): IdleWatch {
  let timer: NodeJS.Timeout | undefined
  const seen = (): void => void timer?.refresh()
  return {
    watch: (fetch) => async (input, init) => {
      const response = await fetch(input, init)
      seen()
      const body = response.body?.pipeThrough(new TransformStream<Uint8Array, Uint8Array>({
        transform: (bytes, controller) => {
          seen()
          controller.enqueue(bytes)
        },
      }))
      const { status, statusText, headers } = response
      return body ? new Response(body, { status, statusText, headers }) : response
    },
    during: async (promise) => {
      timer = setTimeout(onIdle, timeoutMs)
      try {
        return await promise
      } finally {
        clearTimeout(timer)
        timer = undefined
      }
    },
  }
}
