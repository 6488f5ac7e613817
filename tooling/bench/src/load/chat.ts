import type { Agent } from 'node:http'
import { v7 } from 'uuid'
import type { ReplyCheck, SeenEvent } from './check-reply.ts'
import { createReplyCheck } from './check-reply.ts'
import { openEventStream, postJson } from './http.ts'

/** How a send went, in milliseconds from the call of `send`. */
export interface Sent {
  /** Until `message.send` was answered. */
  acknowledgedMs: number
  /** Until the first text was in the stream. */
  firstTextMs: number
  /** Until the end of the reply was in the stream. */
  endedMs: number
  /** Events with text. */
  deltas: number
  text: string
}

/** A chat that is open, as the app has it open: its events flow before anything is sent. */
export interface LoadChat {
  /**
   * Sends a message. Resolves when its reply has ended and the call was answered; rejects when either fails, when the
   * events are not each there once and in order, or when the text is not the `expected` one. One at a time.
   */
  send: (text: string, options?: { expected?: string }) => Promise<Sent>
  /** What was wrong first: the stream ended, or brought what it should not have; also when nothing was sent. */
  fault: () => Error | undefined
  /** Events since the stream was opened, the snapshot among them. */
  events: () => number
  close: () => void
}

interface Awaited {
  check: ReplyCheck
  firstTextAt: number
  resolve: (value: unknown) => void
  reject: (error: Error) => void
}

export interface LoadChatOptions {
  url: string
  streamUrl: string
  headers: Record<string, string>
  agent: Agent
  chatId: string
}

/** Makes a chat and opens its stream. Resolves when the snapshot is there. */
export async function openLoadChat({ url, streamUrl, headers, agent, chatId }: LoadChatOptions): Promise<LoadChat> {
  const call = async (procedure: string, input: object): Promise<string> =>
    await postJson(`${url}/trpc/${procedure}`, { json: input }, { agent, headers })
  await call('chat.create', { id: chatId, title: 'A chat of the load' })

  const opened = Promise.withResolvers()
  let fault: Error | undefined
  let awaited: Awaited | undefined
  let events = 0
  const fail = (error: Error): void => {
    fault ??= error
    opened.reject(error)
    awaited?.reject(error)
  }
  const onEvent = (data: string, name: string): void => {
    if (name !== 'message') {
      if (name === 'serialized-error') fail(new Error(`The stream says ${data}`))
      return
    }
    const { json } = JSON.parse(data) as { json: SeenEvent }
    if (++events === 1 && json.type === 'snapshot') return opened.resolve(null)
    if (awaited === undefined) return fail(new Error(`An event that nothing asked for: ${data}`))
    try {
      if (json.type === 'delta' && awaited.check.deltas() === 0) awaited.firstTextAt = performance.now()
      if (!awaited.check.take(json)) return
      awaited.resolve(null)
      awaited = undefined
    } catch (error) {
      fail(error instanceof Error ? error : new Error(String(error)))
    }
  }
  const query = new URLSearchParams({ input: JSON.stringify({ json: { chatId } }) })
  const close = await openEventStream(`${streamUrl}/trpc/chat.events?${query}`, { headers, onEvent, onEnd: fail })
  await opened.promise

  return {
    async send(text, { expected } = {}) {
      if (fault !== undefined) throw fault
      if (awaited !== undefined) throw new Error('One send at a time')
      const replyId = v7()
      const { promise, resolve, reject } = Promise.withResolvers()
      const reply: Awaited = { check: createReplyCheck(replyId, expected), firstTextAt: Number.NaN, resolve, reject }
      awaited = reply
      const startedAt = performance.now()
      const [acknowledgedAt, endedAt] = await Promise.all([
        call('message.send', { chatId, id: v7(), replyId, text }).then(() => performance.now()),
        promise.then(() => performance.now()),
      ])
      return {
        acknowledgedMs: acknowledgedAt - startedAt,
        firstTextMs: reply.firstTextAt - startedAt,
        endedMs: endedAt - startedAt,
        deltas: reply.check.deltas(),
        text: reply.check.text(),
      }
    },
    fault: () => fault,
    events: () => events,
    close,
  }
}
