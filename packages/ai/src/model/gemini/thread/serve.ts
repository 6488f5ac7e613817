import type { MessagePort } from 'node:worker_threads'
import type { AskGemini } from '../ask.ts'
import type { GeminiRequest } from '../parameters.ts'
import type { Order } from './messages.ts'
import { toFault } from './messages.ts'
import { createPost } from './post.ts'

/** Takes orders from `port` and posts what comes of them, until the thread ends. */
export function serveAsks(port: MessagePort, ask: AskGemini): void {
  const post = createPost(port)
  const running = new Map<number, AbortController>()

  async function run(id: number, request: GeminiRequest): Promise<void> {
    const stop = new AbortController()
    running.set(id, stop)
    let isFirst = true
    try {
      for await (const chunk of ask(request, stop)) {
        // Somebody waits for a sign; what comes after it is gathered.
        post({ id, chunks: [chunk] }, { isUrgent: isFirst })
        isFirst = false
      }
      post({ id, chunks: [], end: {} })
    } catch (error) {
      post({ id, chunks: [], end: { fault: toFault(error) } })
    } finally {
      running.delete(id)
    }
  }

  port.on('message', (order: Order) => {
    if ('stop' in order) running.get(order.id)?.abort()
    else void run(order.id, order.request)
  })
}
