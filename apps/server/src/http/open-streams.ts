import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { OpenStream } from './open-stream.ts'
import type { StreamLog, StreamRequest } from './open-stream.ts'

/** How often it is looked which streams are due a ping, milliseconds: pings are exact to this. */
const LOOK_MS = 1_000

/** The streams that are open now. One timer serves all, and two listeners, as there are many that do nothing. */
export interface OpenStreams {
  add: (response: ServerResponse, request: StreamRequest) => OpenStream
  /** Resolves when all are closed. */
  closed: () => Promise<void>
}

/** What goes wrong with a response is followed by its close; unheard, it would end the process. */
const ignore = (): void => undefined

/** A stream on which nothing was written for `pingMs` milliseconds gets a `ping`. */
export function createOpenStreams({ ping, pingMs, log }: {
  ping: string
  pingMs: number
  log: StreamLog
}): OpenStreams {
  const open = new Map<ServerResponse, OpenStream>()
  let timer: NodeJS.Timeout | undefined

  function look(): void {
    const quietSince = performance.now() - pingMs
    for (const stream of open.values()) stream.ping(ping, quietSince)
  }

  function onDrain(this: ServerResponse): void {
    open.get(this)?.onDrain()
  }

  function onClose(this: ServerResponse): void {
    const stream = open.get(this)
    open.delete(this)
    if (open.size === 0) {
      clearInterval(timer)
      timer = undefined
    }
    stream?.onClose()
  }

  return {
    add: (response, request) => {
      const stream = new OpenStream(response, request, log)
      open.set(response, stream)
      response.on('drain', onDrain).on('close', onClose).on('error', ignore)
      timer ??= setInterval(look, Math.min(LOOK_MS, pingMs)).unref()
      return stream
    },
    closed: async () => void await Promise.allSettled([...open.keys()].map(async (one) => once(one, 'close'))),
  }
}
