import type { ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Dependencies } from '@parley/api'
import { createContext, followChatEvents, PING_MS, pingFrame } from '@parley/api'
import type { FastifyBaseLogger, FastifyInstance, FastifyReply } from 'fastify'
import { createOpenStreams } from './open-streams.ts'

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

const path = '/trpc/chat.events'

/** How long a closing server waits for readers that do not read, milliseconds. */
const LAST_WORDS_MS = 1_000

/** The one subscription, `chat.events`, in front of tRPC's adapter: see `followChatEvents`. */
export function addEvents(
  app: FastifyInstance,
  dependencies: Dependencies,
  logFailure: (log: FastifyBaseLogger, error: Error, path: string) => void,
): void {
  const streams = createOpenStreams({ ping: pingFrame, pingMs: PING_MS, log: {
    failed: ({ request: { id } }, error) => logFailure(app.log.child({ reqId: id }), error, 'chat.events'),
    ended: ({ request, response: { statusCode }, openedAt }) => app.log.info({
      reqId: request.id,
      req: { ...request, method: 'GET', url: path },
      res: { statusCode },
      responseTime: performance.now() - openedAt,
    }, 'request completed'),
  } })
  // The assistant has ended the streams by then; what it told last is still to reach their readers.
  app.addHook('preClose', async () => {
    await Promise.race([streams.closed(), sleep(LAST_WORDS_MS, undefined, { ref: false })])
  })

  app.get<{ Querystring: Query }>(path, { exposeHeadRoute: false }, async (request, reply) => {
    const { id, ip, raw, query: { input, lastEventId }, headers: { authorization, 'last-event-id': header } } = request
    const response = takeOver(reply)
    const stream = streams.add(response, { id, ip })
    raw.rawHeaders = []
    raw.headers = {}
    const asked = { input, lastEventId: typeof header === 'string' ? header : lastEventId }
    stream.attach(await followChatEvents(createContext(dependencies, { authorization }), asked, stream))
  })
}

/**
 * Answers past Fastify, with what its hooks have set. Nothing of request and reply is held from then on, which for a
 * stream on which nothing happens is most of what there would be: the line at the end is not Fastify's either.
 */
function takeOver(reply: FastifyReply): ServerResponse {
  const { raw } = reply.hijack()
  for (const event of ['finish', 'error']) {
    for (const listener of raw.listeners(event)) {
      if (listener.name === 'onResFinished') raw.off(event, listener as () => void)
    }
  }
  return raw.writeHead(200, { ...reply.getHeaders(), ...headers } as Record<string, string>)
}
