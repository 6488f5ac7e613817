import { Worker } from 'node:worker_threads'
import type { Model } from '../../port.ts'
import type { GeminiOptions } from '../ask.ts'
import { createToGemini } from '../parameters.ts'
import type { Inbox } from './inbox.ts'
import { createInbox } from './inbox.ts'
import type { News, Order } from './messages.ts'

export interface GeminiThreadOptions extends GeminiOptions {
  /** Hears of a thread that broke down; its calls fail as `unavailable`, and the next one starts another thread. */
  onError?: (error: unknown) => void
}

/**
 * Gemini as a `Model`, in a thread of its own: TLS, the reading of its stream and the SDK, two fifths of what a
 * streamed word costs, take no time from the event loop that serves people. Only a call under way keeps the process
 * alive.
 */
export function createGeminiThread({ onError = () => undefined, ...options }: GeminiThreadOptions): Model {
  const toGemini = createToGemini()
  let lastId = 0
  // Started now, for the first who asks not to wait for it.
  let current: Thread | undefined = start()

  function start(): Thread {
    const thread = startThread(options, (error) => {
      if (current === thread) current = undefined
      onError(error)
    })
    return thread
  }

  return {
    async* stream(request, { signal }) {
      signal.throwIfAborted()
      const asked = toGemini(request)
      const thread = current ??= start()
      const id = ++lastId
      const inbox = createInbox()
      signal.addEventListener('abort', inbox.wake)
      thread.ask({ id, request: asked }, inbox)
      try {
        for (;;) {
          const chunks = inbox.read()
          if (chunks === null) return
          for (const chunk of chunks) {
            signal.throwIfAborted()
            yield chunk
          }
          if (!signal.aborted && chunks.length === 0) await inbox.wait()
          signal.throwIfAborted()
        }
      } finally {
        signal.removeEventListener('abort', inbox.wake)
        thread.leave(id)
      }
    },
  }
}

interface Thread {
  ask: (order: Extract<Order, { request: unknown }>, inbox: Inbox) => void
  /** Nobody reads this call any more; what still runs of it is stopped. */
  leave: (id: number) => void
}

/** `onEnd` is told once, when the thread is no more. */
function startThread(options: GeminiOptions, onEnd: (error: unknown) => void): Thread {
  const calls = new Map<number, Inbox>()
  // Without the options of the process: some of them (`--eval`) are not a thread's.
  const worker = new Worker(new URL('./main.ts', import.meta.url), { workerData: options, name: 'gemini', execArgv: [] })
  const post = (order: Order): void => worker.postMessage(order)
  let error: unknown
  worker.on('message', (all: News[]) => {
    for (const news of all) calls.get(news.id)?.take(news)
  })
  worker.once('error', (thrown) => {
    error = thrown
  })
  worker.once('exit', (code) => {
    const fault = { kind: 'unavailable', message: 'The thread that asks Gemini broke down.' } as const
    for (const call of calls.values()) call.take({ chunks: [], end: { fault } })
    onEnd(error ?? new Error(`The thread that asks Gemini ended with ${code}`))
  })
  // After the listeners, which hold the process again.
  worker.unref()

  return {
    ask: (order, inbox) => {
      calls.set(order.id, inbox)
      worker.ref()
      post(order)
    },
    leave: (id) => {
      if (calls.get(id)?.isOver() === false) post({ id, stop: true })
      calls.delete(id)
      if (calls.size === 0) worker.unref()
    },
  }
}
