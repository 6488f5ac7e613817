import type { MessagePart, MessageView, ReplyFailure, ReplyStatus } from '../chat/message.ts'

/**
 * What grows a reply. `seq` counts them from 1 within the reply, without gaps: a reader that has seen `seq` n ignores
 * everything up to n.
 */
export type ReplyEvent
  /** `text` is to be appended to the text part at `index`, which is made if it is not there. */
  = | { type: 'delta', replyId: string, seq: number, index: number, text: string }
  /** The part at `index` is now `part` (a tool call that starts, ends or fails). */
    | { type: 'part', replyId: string, seq: number, index: number, part: MessagePart }
  /** The model did not answer yet and is asked again after `delayMs`; `attempt` is the one to come, from 2. */
    | { type: 'retrying', replyId: string, seq: number, attempt: number, delayMs: number }
  /** The last event of a reply. */
    | { type: 'finish', replyId: string, seq: number, status: Exclude<ReplyStatus, 'running'>, failure: ReplyFailure | null }

/** What a chat's log holds. */
export type LogEvent
  /** A reply began (event 0 of the reply). `message` is the user's, absent for regenerate and continue. */
  = | { type: 'start', replyId: string, message: MessageView | null, reply: MessageView }
    | ReplyEvent
    | { type: 'title', title: string }

/** What `chat.events` sends. `snapshot` comes first, unless the reader goes on from an event that is still kept. */
export type ChatEvent
  = | { type: 'snapshot', activeLeafId: string | null, title: string | null, running: MessageView | null }
    | LogEvent

/** An event with its place in its chat's log: an opaque id, fit for SSE's `Last-Event-ID`. */
export interface LogEntry {
  id: string
  event: LogEvent
}

/** An event as its readers get it. */
export interface Sent {
  id: string
  event: ChatEvent
}

/** One who waits for news: an object, as there is one for each reader for as long as nothing happens. */
export interface Waiter {
  /** Must not throw. */
  wake: () => void
}

/**
 * A bounded, ordered log for each chat. Readers pull at their own pace, so a slow one holds nobody back and costs no
 * memory: one that falls behind what is kept is told so. Once it is closed, every call rejects, and
 * whoever waits is woken.
 */
export interface EventLog {
  /**
   * Appends of one chat keep their order when each is awaited before the next. An event that cannot be kept does not
   * reject: it becomes a gap, and readers go on from the database.
   */
  append: (chatId: string, event: LogEvent) => Promise<void>
  /**
   * The kept entries after `afterId` (all when undefined), oldest first, at most `limit`; `gap` when something after
   * `afterId` is not kept any more, or when the id is none of this log's.
   */
  read: (chatId: string, afterId: string | undefined, limit?: number) => Promise<{ entries: LogEntry[], gap: boolean }>
  /** The place after the newest entry now, fit for `read` and `wait`, also in a chat without entries. */
  tail: (chatId: string) => Promise<string>
  /**
   * Has `waiter` woken once, when `read` after `afterId` has something to say, and returns true; returns false, and
   * wakes nobody, when it has already. Throws once the log is closed.
   */
  watch: (chatId: string, afterId: string, waiter: Waiter) => boolean
  /** Takes back what `watch` was asked for. */
  unwatch: (chatId: string, waiter: Waiter) => void
  /** Drops what is kept of a chat that is no more; never rejects. Whoever reads it still finds a gap. */
  forget: (chatId: string) => Promise<void>
  close: () => Promise<void>
}
