import { Agent } from 'node:http'
import { v7 } from 'uuid'
import { openEventStream, postForEvents, postJson } from '../load/http.ts'
import { authorize } from './parley.ts'

/** A server under many streams, with a client that costs little: what an event says is not looked at here. */
export interface Streaming {
  name: string
  /** Opens a new chat of a user (counted from 1), as the app has it open before anything is sent. */
  open: (user: number) => Promise<StreamingChat>
}

export interface StreamingChat {
  /** Sends a message; `onData` gets the data of each event of the reply. Resolves at the end of the reply. */
  ask: (text: string, onData: (data: string) => void) => Promise<void>
  close: () => void
}

export function relayStreaming(url: string): Streaming {
  return {
    name: 'relay',
    open: async () => ({
      ask: async (text, onEvent) => await postForEvents(`${url}/chat`, { text }, { onEvent }),
      close: () => {},
    }),
  }
}

export function aiSdkStreaming(url: string): Streaming {
  return {
    name: 'AI SDK',
    open: async () => {
      const id = v7()
      return {
        ask: async (text, onEvent) => {
          const message = { id: v7(), role: 'user', parts: [{ type: 'text', text }] }
          await postForEvents(`${url}/chat`, { id, message }, { onEvent })
        },
        close: () => {},
      }
    },
  }
}

export function parleyStreaming(url: string): Streaming {
  const agent = new Agent({ keepAlive: true })
  return { name: 'Parley', open: async (user) => await openParley(url, agent, authorize(user)) }
}

async function openParley(url: string, agent: Agent, headers: { authorization: string }): Promise<StreamingChat> {
  const chatId = v7()
  const call = async (name: string, input: object): Promise<string> =>
    await postJson(`${url}/trpc/${name}`, { json: input }, { agent, headers })
  await call('chat.create', { id: chatId, title: 'A chat of a benchmark' })

  let onData: (data: string) => void = () => {}
  let ended = Promise.withResolvers()
  const query = new URLSearchParams({ input: JSON.stringify({ json: { chatId } }) })
  const opened = Promise.withResolvers()
  const onEvent = (data: string, name: string): void => {
    if (name === 'serialized-error') ended.reject(new Error(data))
    opened.resolve(null)
    onData(data)
    if (data.includes('"type":"finish"')) ended.resolve(null)
  }
  const onEnd = (error: Error): void => ended.reject(error)
  const close = await openEventStream(`${url}/trpc/chat.events?${query}`, { headers, onEvent, onEnd })
  await opened.promise
  return {
    async ask(text, listener) {
      onData = listener
      ended = Promise.withResolvers()
      await Promise.all([call('message.send', { chatId, id: v7(), replyId: v7(), text }), ended.promise])
    },
    close,
  }
}
