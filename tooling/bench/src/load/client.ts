import { Agent } from 'node:http'
import { signInitData } from '@parley/telegram'
import { v7 } from 'uuid'
import { botToken } from '../subjects/parley.ts'
import type { LoadChat } from './chat.ts'
import { openLoadChat } from './chat.ts'

export interface LoadClientOptions {
  /** The server that is called. */
  url: string
  /** The server that streams are opened at. Default: the same. */
  streamUrl?: string
}

/**
 * Many people's apps in one process: the real API (tRPC over HTTP, events over SSE, each person's own signed initData)
 * at little cost, and every event checked.
 *
 * ```ts
 * const client = createLoadClient({ url })
 * const chats = await Promise.all(ids.map((id) => client.openChat(id)))
 * const expected = scriptedText({ n: 200, seed: 7 })
 * const { firstTextMs } = await chats[0].send('[[scenario:tokens n=200 seed=7]]', { expected })
 * client.close()
 * ```
 */
export interface LoadClient {
  /** Makes a chat for this person (with a title, so that none is asked of the model) and opens its stream. */
  openChat: (userId: number) => Promise<LoadChat>
  /** Closes every chat and every connection. */
  close: () => void
}

/** A client of a server that was started by `startParley`, whose bot signs the initData. */
export function createLoadClient({ url, streamUrl = url }: LoadClientOptions): LoadClient {
  const agent = new Agent({ keepAlive: true })
  const chats = new Set<LoadChat>()
  return {
    async openChat(userId) {
      const user = { id: userId, first_name: 'Load', language_code: 'en' }
      const headers = { authorization: `tma ${signInitData({ user }, { botToken, authDate: new Date() })}` }
      const chat = await openLoadChat({ url, streamUrl, headers, agent, chatId: v7() })
      chats.add(chat)
      return chat
    },
    close() {
      for (const chat of chats) chat.close()
      agent.destroy()
    },
  }
}
