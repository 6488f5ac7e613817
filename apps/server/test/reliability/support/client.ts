import type { AppRouter } from '@parley/api'
import { signInitData } from '@parley/telegram'
import type { TRPCClient } from '@trpc/client'
import { createTRPCClient, httpLink, TRPCClientError } from '@trpc/client'
import superjson from 'superjson'
import { botToken } from './environment.ts'
import type { Received } from './sse.ts'
import { readServerSentEvents } from './sse.ts'

/** A user's device: calls over HTTP, one request each, and events over SSE. */
export interface Client {
  api: TRPCClient<AppRouter>
  events: (chatId: string, options?: EventsOptions) => AsyncGenerator<Received, void, void>
  /** The response behind `events`, unread. */
  openEvents: (chatId: string, options?: EventsOptions) => Promise<Response>
}

interface EventsOptions {
  lastEventId?: string | undefined
  signal?: AbortSignal | undefined
}

export function createClient(url: string, userId: number): Client {
  const user = { id: userId, first_name: `User ${userId}` }
  const headers = { authorization: `tma ${signInitData({ user }, { botToken, authDate: new Date() })}` }

  async function openEvents(chatId: string, { lastEventId, signal }: EventsOptions = {}): Promise<Response> {
    const input = encodeURIComponent(JSON.stringify({ json: { chatId } }))
    const response = await fetch(`${url}/trpc/chat.events?input=${input}`, {
      headers: { ...headers, ...(lastEventId !== undefined && { 'last-event-id': lastEventId }) },
      ...(signal && { signal }),
    })
    if (!response.ok) throw new Error(`chat.events answered ${response.status}: ${await response.text()}`)
    return response
  }

  return {
    api: createTRPCClient<AppRouter>({ links: [httpLink({ url: `${url}/trpc`, headers, transformer: superjson })] }),
    openEvents,
    async* events(chatId, options) {
      const { body } = await openEvents(chatId, options)
      if (body !== null) yield* readServerSentEvents(body)
    },
  }
}

/** The reason that the server gave; null when no answer came at all. */
export function reasonOf(error: unknown): string | null {
  if (!(error instanceof TRPCClientError)) throw error
  const { data } = error as TRPCClientError<AppRouter>
  return data?.reason ?? null
}
