import { EventLogClosedError } from '../errors.ts'
import type { EventLog, LogEntry, Sent, Waiter } from './event.ts'
import { advance } from './position.ts'
import type { Position } from './position.ts'
import type { ChatState } from './snapshot.ts'
import { takeSnapshot } from './snapshot.ts'

/** Who reads a stream. Nothing here may throw. */
export interface EventSink {
  /** Takes an event; false when that is enough for one go. */
  take: (sent: Sent) => boolean
  /** What was taken is all for now. False: nothing more is to be given until `resume`. */
  flush: () => boolean
  /** The last call, whoever ended the stream; `error` is why it broke off. It may come before `follow` returns. */
  end: (error?: unknown) => void
}

/** A stream as its reader holds it. */
export interface EventStream {
  /** There is room again. */
  resume: () => void
  /** The reader is gone: nothing more is given, and everything let go of. */
  close: () => void
}

/** Whose events are read, and from where on. */
export interface StreamOf {
  userId: bigint
  chatId: string
  lastEventId: string | undefined
}

/** What all streams of an assistant have in common. */
export interface StreamSource {
  log: EventLog
  /** Rejects when the chat is not this user's to read. */
  assertOpen: (of: StreamOf) => Promise<void>
  /** The same, and reads the running reply before the chat, so that the chat is never older than what runs in it. */
  readState: (of: StreamOf) => Promise<ChatState>
  /** Waits, or less when `signal` is aborted. */
  pause: (ms: number, signal: AbortSignal) => Promise<void>
  onEnd: (stream: ChatStream) => void
}

const batchSize = 64

/**
 * What happens in a chat: exactly what came after `lastEventId` when that is still kept, else a snapshot, and then
 * everything as it comes, until either side or the log is closed. Every event of the running reply after the snapshot
 * is there, once and in order; where that cannot be kept up (a reader that fell behind), a new snapshot comes.
 *
 * One that waits is this object in the log's list, and nothing else: there are thousands that wait for each that runs.
 */
export class ChatStream implements EventStream, Waiter {
  readonly #source: StreamSource
  readonly #of: StreamOf
  readonly #sink: EventSink
  #state: 'new' | 'running' | 'waiting' | 'full' | 'ended' = 'new'
  /** Null: a snapshot is due. */
  #position: Position | null
  /** The log is to be read before anything is waited for. */
  #isBehind = false
  /** Nothing more will come: what is there is given, then the stream ends. */
  #isClosing = false
  #snapshot: AbortController | undefined

  constructor(source: StreamSource, of: StreamOf, sink: EventSink) {
    this.#source = source
    this.#of = of
    this.#sink = sink
    this.#position = of.lastEventId === undefined ? null : { id: of.lastEventId, replyId: undefined, seq: 0 }
  }

  start(): void {
    if (this.#state === 'new') void this.#run()
  }

  wake(): void {
    if (this.#state === 'waiting') void this.#run()
  }

  resume(): void {
    if (this.#state === 'full') void this.#run()
  }

  /** The server closes: the reader gets what is there, and the end. */
  finish(): void {
    this.#isClosing = true
    this.#snapshot?.abort()
    if (this.#state !== 'waiting') return
    this.#source.log.unwatch(this.#of.chatId, this)
    this.wake()
  }

  close(): void {
    this.#end()
  }

  async #run(): Promise<void> {
    const isNew = this.#state === 'new'
    this.#state = 'running'
    this.#isBehind = true
    try {
      if (isNew && this.#position !== null) await this.#source.assertOpen(this.#of)
      while (this.#goesOn()) {
        if (this.#position === null) await this.#begin()
        else this.#give(this.#position, await this.#source.log.read(this.#of.chatId, this.#position.id, batchSize))
      }
    } catch (error) {
      this.#end(error instanceof EventLogClosedError ? undefined : error)
    }
  }

  /** Whether there is something to do now. If not, somebody else calls when there is. */
  #goesOn(): boolean {
    if (this.#state !== 'running') return false
    if (this.#position !== null && this.#isBehind) return true
    if (this.#isClosing) this.#end()
    else if (this.#position === null || !this.#source.log.watch(this.#of.chatId, this.#position.id, this)) return true
    else this.#state = 'waiting'
    return false
  }

  async #begin(): Promise<void> {
    this.#snapshot = new AbortController()
    const { position, sent } = await takeSnapshot({
      log: this.#source.log,
      chatId: this.#of.chatId,
      hurry: this.#snapshot.signal,
      readState: () => this.#source.readState(this.#of),
      pause: this.#source.pause,
    })
    this.#snapshot = undefined
    if (this.#state === 'ended' || this.#isClosing) return
    this.#position = position
    this.#isBehind = true
    this.#sink.take(sent)
    this.#flush()
  }

  #give(position: Position, { entries, gap }: { entries: LogEntry[], gap: boolean }): void {
    this.#isBehind = entries.length >= (this.#isClosing ? 1 : batchSize)
    if (gap) this.#position = null
    let hasTaken = false
    for (const entry of entries) {
      if (this.#state === 'ended') return
      const step = advance(position, entry)
      if (step === 'hole') {
        this.#position = null
        break
      }
      if (step === 'seen') continue
      hasTaken = true
      if (this.#sink.take(entry)) continue
      this.#isBehind = true
      break
    }
    if (hasTaken) this.#flush()
  }

  #flush(): void {
    if (!this.#sink.flush() && this.#state === 'running') this.#state = 'full'
  }

  #end(error?: unknown): void {
    if (this.#state === 'ended') return
    if (this.#state === 'waiting') this.#source.log.unwatch(this.#of.chatId, this)
    this.#state = 'ended'
    this.#snapshot?.abort()
    this.#source.onEnd(this)
    this.#sink.end(error)
  }
}
