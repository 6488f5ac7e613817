import type { ChatEvent, EventSink, EventStream } from '@parley/ai'
import { pull } from '@parley/ai'
import type { TrackedEnvelope } from '@trpc/server'
import { tracked } from '@trpc/server'
import type { Context } from '../context.ts'
import type { TelegramUser } from '../user.ts'

/**
 * What happens in a chat, to be read in either of two ways: event by event, as tRPC's adapters do, each under an id
 * from which a reader that lost its connection goes on; or by `follow`, which costs less.
 */
export class ChatEvents implements AsyncIterable<TrackedEnvelope<ChatEvent>> {
  readonly follow: (sink: EventSink) => EventStream
  readonly #signal: AbortSignal | undefined

  constructor(follow: (sink: EventSink) => EventStream, signal: AbortSignal | undefined) {
    this.follow = follow
    this.#signal = signal
  }

  async* [Symbol.asyncIterator]() {
    const until = this.#signal ?? new AbortController().signal
    for await (const { id, event } of pull(this.follow, until)) yield tracked(id, event)
  }
}

export function chatEvents({ ctx: { assistant, user }, input: { chatId, lastEventId }, signal }: {
  ctx: Context & { user: TelegramUser }
  input: { chatId: string, lastEventId?: string | null | undefined }
  signal: AbortSignal | undefined
}): ChatEvents {
  const of = { chatId, lastEventId: lastEventId ?? undefined }
  return new ChatEvents((sink) => assistant.follow({ userId: user.id }, of, sink), signal)
}
