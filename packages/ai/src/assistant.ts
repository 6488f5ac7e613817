import type { ChatEvent } from './events/event.ts'
import type { MessageView } from './chat/message.ts'

/** Who asks, with what shapes the answer. */
export interface Asker {
  userId: bigint
  firstName: string
  /** IETF tag such as `en` or `pt-br`. */
  language: string
  units: 'metric' | 'imperial'
}

export interface Location {
  latitude: number
  longitude: number
}

export interface SendInput {
  chatId: string
  /** The client's own ids, UUIDs: the same `id` again gets the first answer. */
  id: string
  replyId: string
  text: string
  /** The message to answer; the end of the active branch when absent; null for the start of the chat. */
  parentId?: string | null | undefined
  location?: Location | undefined
}

export interface Sent {
  message: MessageView
  reply: MessageView
}

/**
 * The assistant: claims sends, runs generations detached from any request, and tells readers what happens.
 *
 * Every method is scoped to the asking user: a chat or message that is not theirs throws `NotFoundError`. A second
 * running reply in a chat throws `ReplyRunningError`.
 */
export interface Assistant {
  /** Stores the message and an empty reply, durably, and starts the generation. */
  send: (asker: Asker, input: SendInput) => Promise<Sent>
  /** The first answer of a send that arrived before, or null. Touches nothing. */
  findSent: (asker: Asker, input: { chatId: string, id: string }) => Promise<Sent | null>
  /** Another reply to the same message, as a sibling of `id`. */
  regenerate: (asker: Asker, input: { id: string, replyId: string }) => Promise<MessageView>
  /** Another wording of the user's message `id`, as its sibling, with a reply. */
  edit: (asker: Asker, input: { id: string, newId: string, replyId: string, text: string }) => Promise<Sent>
  /** Goes on where the reply `id` ended. */
  continueReply: (asker: Asker, input: { id: string, replyId: string }) => Promise<MessageView>
  /** Ends a running reply; what was shown is kept. A reply that is not running is left as it is. */
  stop: (asker: Asker, input: { id: string }) => Promise<MessageView>
  /** What happens in a chat, from now or from `lastEventId` on, until `signal` is aborted. */
  events: (
    asker: Pick<Asker, 'userId'>,
    input: { chatId: string, lastEventId?: string | undefined },
    signal: AbortSignal,
  ) => AsyncIterable<{ id: string, event: ChatEvent }>
  /** At boot: replies that a dead process left running become `interrupted`. Returns how many. */
  recover: () => Promise<number>
  /** Refuses new work, lets running replies finish for `graceMs`, then checkpoints the rest as `interrupted`. */
  close: (options: { graceMs: number }) => Promise<void>
}
