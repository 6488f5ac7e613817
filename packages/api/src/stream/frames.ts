import type { ChatEvent } from '@parley/ai'
import { transformer } from '../transformer.ts'

/**
 * Server-sent events as tRPC's clients read them: what is ours is an event without a name and under an id, and what is
 * tRPC's own has a name. https://trpc.io/docs/server/subscriptions ·
 * https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
const named = (event: string, data: string): string => `event: ${event}\ndata: ${data}\n\n`

/** The first frame: what the client is to know of the stream. */
export const connectedFrame = (client: object): string => named('connected', JSON.stringify(client))

/** Says that the stream lives. */
export const pingFrame = named('ping', '')

/** The last frame: the client does not come back. */
export const returnFrame = named('return', '')

/** The last frame of a stream that failed, with the shape of the error. */
export const failureFrame = (shape: unknown): string =>
  named('serialized-error', JSON.stringify(transformer.serialize(shape)))

/** An event under the id from which a reader goes on. */
export function eventFrame(id: string, event: ChatEvent): string {
  // Of strings and numbers alone, of which superjson has nothing to say; and there are as many of them as words.
  const data = event.type === 'delta' ? { json: event } : transformer.serialize(event)
  return `data: ${JSON.stringify(data)}\nid: ${id}\n\n`
}
