import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Dependencies } from '@parley/api'
import { chatEventFrames, createContext, PING_MS, pingFrame } from '@parley/api'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import { frameBody } from './frame-body.ts'

interface Query {
  input?: string
  lastEventId?: string
}

/** As tRPC has them; the last but one keeps nginx from collecting what is to be seen at once. */
const headers = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
  vary: 'trpc-accept, accept',
}

/** How long a closing server waits for readers that do not read, milliseconds. */
const LAST_WORDS_MS = 1_000

/** The one subscription, `chat.events`, in front of tRPC's adapter: see `chatEventFrames`. */
export function addEvents(
  app: FastifyInstance,
  dependencies: Dependencies,
  logFailure: (log: FastifyBaseLogger, error: Error, path: string) => void,
): void {
  const open = new Set<ServerResponse>()
  // The assistant has ended the streams by then; what it told last is still to reach their readers.
  app.addHook('preClose', async () => {
    const closed = Promise.allSettled([...open].map(async (response) => once(response, 'close')))
    await Promise.race([closed, sleep(LAST_WORDS_MS, undefined, { ref: false })])
  })

  app.get<{ Querystring: Query }>('/trpc/chat.events', { exposeHeadRoute: false }, async (request, reply) => {
    const { headers: { authorization, 'last-event-id': header }, query, log } = request
    const abort = new AbortController()
    const frames = chatEventFrames(
      createContext(dependencies, { authorization }),
      { input: query.input, lastEventId: typeof header === 'string' ? header : query.lastEventId },
      { signal: abort.signal, onError: (error) => logFailure(log, error, 'chat.events') },
    )
    const body = frameBody(frames, { ping: pingFrame, pingMs: PING_MS, onClose: () => abort.abort() })
    open.add(reply.raw)
    reply.raw.once('close', () => open.delete(reply.raw))
    return await reply.headers(headers).send(body)
  })
}
