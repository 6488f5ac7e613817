import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { ServerResponse } from 'node:http'
import { onTestFinished } from 'vitest'

/** The responses that this process's servers give to `chat.events`, in the order of the requests. */
export function watchStreams(): ServerResponse[] {
  const streams: ServerResponse[] = []
  const onRequest = (message: unknown): void => {
    const { request, response } = message as { request: { url: string }, response: ServerResponse }
    if (request.url.startsWith('/trpc/chat.events')) streams.push(response)
  }
  subscribe('http.server.request.start', onRequest)
  onTestFinished(() => void unsubscribe('http.server.request.start', onRequest))
  return streams
}
