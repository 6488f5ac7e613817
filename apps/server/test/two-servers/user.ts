import { setTimeout as sleep } from 'node:timers/promises'
import type { ChatEvent, MessageView } from '@parley/api'
import { createClient, reasonOf } from '../reliability/support/client.ts'
import type { Client } from '../reliability/support/client.ts'

/** What another server, or the same one a moment later, may answer better. */
const passing = new Set([null, 'SERVER_CLOSING', 'STORAGE'])

/** A person whose app is served by whichever server answers. */
export interface User {
  /** Calls one server after another, until one answers for good. */
  call: <T>(call: (api: Client['api']) => Promise<T>) => Promise<T>
  /** Reads a chat until `isLast`, over as many connections as it takes. */
  read: (chatId: string, isLast: (event: ChatEvent) => boolean, signal?: AbortSignal) => AsyncGenerator<ChatEvent, void>
  /** Resolves to a reply once it has ended, as it is stored. */
  ended: (chatId: string, replyId: string) => Promise<MessageView>
}

/** `urls` is looked at anew for each attempt. */
export function createUser(id: number, urls: () => readonly (string | undefined)[]): User {
  let turn = id
  function next(): Client {
    const up = urls().filter((url) => url !== undefined)
    return createClient(up[turn++ % up.length] ?? '', id)
  }

  async function call<T>(make: (api: Client['api']) => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await make(next().api)
      } catch (error) {
        if (!passing.has(reasonOf(error))) throw error
        await sleep(50)
      }
    }
  }

  return {
    call,
    async* read(chatId, isLast, signal) {
      let lastEventId: string | undefined
      for (;;) {
        try {
          for await (const received of next().events(chatId, { lastEventId, signal })) {
            lastEventId = received.id
            yield received.event
            if (isLast(received.event)) return
          }
        } catch (error) {
          signal?.throwIfAborted()
          if (!(error instanceof TypeError) && !isCut(error)) throw error
        }
        await sleep(50)
      }
    },
    ended: async (chatId, replyId) => {
      for (;;) {
        const { items } = await call((api) => api.message.list.query({ chatId }))
        const reply = items.find((item) => item.id === replyId)
        if (reply !== undefined && reply.status !== 'running') return reply
        await sleep(50)
      }
    },
  }
}

/** What fetch says of a stream that breaks off, and our own words for a server that refuses or ends one. */
function isCut(error: unknown): boolean {
  return error instanceof Error && /terminated|answered 50|stream ended/.test(error.message)
}
