import { v7 } from 'uuid'
import type { ServerSentEvent } from '../harness/sse.ts'
import type { ChatSubject, OpenChat } from './chat.ts'
import type { ParleyUser } from './parley.ts'
import { createParleyUser } from './parley.ts'

/** Parley, each user with a Telegram id of their own. */
export function parleySubject(url: string): ChatSubject {
  const users = new Map<number, ParleyUser>()
  return {
    name: 'Parley',
    open: async (number) => {
      const user = users.get(number) ?? createParleyUser({ url }, number)
      users.set(number, user)
      return await openChat(user)
    },
  }
}

/** Makes a chat (with a title, so that none is asked of the model) and opens it: its events flow before a send. */
async function openChat(user: ParleyUser): Promise<OpenChat> {
  const chatId = v7()
  await user.mutate('chat.create', { id: chatId, title: 'A chat of a benchmark' })
  const abort = new AbortController()
  const events = await user.subscribe('chat.events', { chatId }, abort.signal)
  await next(events, 'snapshot')
  return {
    async timeToFirstText(text) {
      const startedAt = performance.now()
      const [firstAt] = await Promise.all([
        next(events, 'delta').then(() => performance.now()),
        user.mutate('message.send', { chatId, id: v7(), replyId: v7(), text }),
      ])
      await next(events, 'finish')
      return firstAt - startedAt
    },
    close: () => abort.abort(),
  }
}

/** Resolves when an event of this type has come; rejects when the stream ends or tells of a failure before it. */
async function next(events: AsyncGenerator<ServerSentEvent, void>, type: string): Promise<void> {
  for (;;) {
    const { value, done } = await events.next()
    if (done === true) throw new Error(`The stream ended before ${type}`)
    const event = typeOf(value)
    if (event === type) return
    if (value.event === 'serialized-error' || event === 'finish') throw new Error(`Instead of ${type}: ${value.data}`)
  }
}

function typeOf({ data }: ServerSentEvent): unknown {
  const { json } = JSON.parse(data) as { json?: { type?: unknown } }
  return json?.type
}
