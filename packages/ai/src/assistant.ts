import type { EventSink, EventStream } from './events/stream.ts'
import type { MessageView } from './chat/message.ts'

/** Who asks, with what shapes the answer. */
export interface Asker {
  userId: bigint
  firstName: string
  /** IETF tag such as `en` or `pt-br`. */
  language: string
  units: 'metric' | 'imperial'
  /** Names what was asked, for the log. */
  requestId?: string | undefined
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
 * running reply in a chat throws `ReplyRunningError`; an id that is taken, or a message that the wish does not fit,
 * `InvalidOperationError`. `send`, `edit`, `regenerate` and `continueReply` give a repeat with the same ids the first
 * answer, and start nothing.
 */
export interface Assistant {
  /** Stores the message and an empty reply, durably, and starts the generation. */
  send: (asker: Asker, input: SendInput) => Promise<Sent>
  /** The first answer of a send that arrived before, or null. Touches nothing. */
  findSent: (asker: Pick<Asker, 'userId'>, input: { chatId: string, id: string }) => Promise<Sent | null>
  /** Another reply to the same message, as a sibling of the reply `id`; or a reply more to the user's message `id`. */
  regenerate: (asker: Asker, input: { id: string, replyId: string }) => Promise<MessageView>
  /** Another wording of the user's message `id`, as its sibling, with a reply. */
  edit: (asker: Asker, input: { id: string, newId: string, replyId: string, text: string }) => Promise<Sent>
  /**
   * Goes on where the reply `id` ended, in a sibling that begins with what the old one shows: the reader sees one text,
   * the old reply stays as it was. Throws `InvalidOperationError` for a reply that is complete.
   */
  continueReply: (asker: Asker, input: { id: string, replyId: string }) => Promise<MessageView>
  /** Shows the branch of message `id`: the chat's active leaf becomes the newest message at or below it. */
  selectBranch: (asker: Pick<Asker, 'userId'>, input: { id: string }) => Promise<{ chatId: string, activeLeafId: string }>
  /** Ends a running reply; what was shown is kept. A reply that is not running is left as it is. */
  stop: (asker: Pick<Asker, 'userId'>, input: { id: string }) => Promise<MessageView>
  /**
   * Gives `sink` what happens in a chat, from now or from `lastEventId` on, until either side is closed: see
   * `ChatStream`. What would be thrown ends the stream. `pull` makes an async iterable of it.
   */
  follow: (
    asker: Pick<Asker, 'userId'>,
    input: { chatId: string, lastEventId?: string | undefined },
    sink: EventSink,
  ) => EventStream
  /** Drops what is still kept of the events of chats whose rows are gone. */
  forget: (chatIds: readonly string[]) => Promise<void>
  /** At boot: replies that a dead process left running become `interrupted`. Returns how many. */
  recover: () => Promise<number>
  /** Where several processes share the database, from time to time: the same for those silent too long. */
  sweep: () => Promise<number>
  /**
   * Refuses new work with `ClosingError`, lets running replies finish for `graceMs`, stores the rest as `interrupted`,
   * and ends every stream of events. When it resolves, nothing of the assistant runs any more.
   */
  close: (options: { graceMs: number }) => Promise<void>
}
