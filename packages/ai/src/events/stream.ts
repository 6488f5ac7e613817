import type { MessageView } from '../chat/message.ts'
import { EventLogClosedError } from '../errors.ts'
import type { ChatEvent, EventLog, LogEntry, LogEvent } from './event.ts'
import type { ReaderSignals } from './readers.ts'

/** The rows that a snapshot is made of. */
export interface ChatState {
  activeLeafId: string | null
  title: string | null
  /** The running reply as it was last checkpointed, with the number of the last event in it. */
  running: MessageView | null
}

export interface StreamOptions extends ReaderSignals {
  log: EventLog
  chatId: string
  lastEventId: string | undefined
  /** Reads the running reply before the chat, so that the chat is never older than what runs in it. */
  readState: () => Promise<ChatState>
  /** Waits, or less when `signal` is aborted. */
  pause: (ms: number, signal: AbortSignal) => Promise<void>
}

type Sent = { id: string, event: ChatEvent }

/** Where a reader is: the entry it has, and the reply it follows. `reply` is unknown right after a resumption. */
interface Position {
  id: string
  reply: { id: string, seq: number } | null | 'unknown'
}

const batchSize = 64
/** About two seconds in all: a running reply is checkpointed several times in it. */
const snapshotAttempts = 12
const snapshotPauseMs = (attempt: number): number => Math.min(200, 10 * 2 ** attempt)

/**
 * What happens in a chat: exactly what came after `lastEventId` when that is still kept, else a snapshot, and then
 * everything as it comes, until a signal is aborted or the log is closed. Every event of the running reply after the
 * snapshot is there, once and in order; where that cannot be kept up (a reader that fell behind), a new snapshot comes.
 */
export async function* streamChat(options: StreamOptions): AsyncGenerator<Sent, void, void> {
  try {
    yield* follow(options)
  } catch (error) {
    if (!(error instanceof EventLogClosedError)) throw error
  }
}

async function* follow(options: StreamOptions): AsyncGenerator<Sent, void, void> {
  const { log, chatId, lastEventId, signal, closing } = options
  let position: Position | null = lastEventId === undefined ? null : { id: lastEventId, reply: 'unknown' }
  while (!signal.aborted) {
    if (position === null) {
      if (closing.aborted) return
      const snapshot = await takeSnapshot(options)
      if (closing.aborted) return
      position = snapshot.position
      yield { id: position.id, event: { type: 'snapshot', ...snapshot.state } }
    }
    const { entries, gap } = await log.read(chatId, position.id, batchSize)
    if (gap) {
      position = null
      continue
    }
    for (const entry of entries) {
      const next = advance(position, entry)
      if (next === null) {
        position = null
        break
      }
      if (signal.aborted) return
      if (next.isNew) yield entry
      position = next.position
    }
    if (position === null || entries.length === batchSize) continue
    if (!closing.aborted) await log.wait(chatId, position.id, closing)
    else if (entries.length === 0) return
  }
}

/** The position after `entry`; null when an event before it is missing, so that only a snapshot helps. */
function advance({ reply }: Position, { id, event }: LogEntry): { position: Position, isNew: boolean } | null {
  if (event.type === 'title') return { position: { id, reply }, isNew: true }
  if (event.type === 'start') return { position: { id, reply: { id: event.replyId, seq: 0 } }, isNew: true }
  const here = { id, reply: { id: event.replyId, seq: event.seq } }
  if (reply === 'unknown') return { position: here, isNew: true }
  if (reply === null || reply.id !== event.replyId || event.seq > reply.seq + 1) return null
  return event.seq <= reply.seq ? { position: { id, reply }, isNew: false } : { position: here, isNew: true }
}

async function takeSnapshot(options: StreamOptions): Promise<{ position: Position, state: ChatState }> {
  const { log, chatId, closing, readState, pause } = options
  for (let attempt = 1; ; attempt++) {
    const tail = await log.tail(chatId)
    const state = await readState()
    const { running } = state
    if (running === null) return { position: { id: tail, reply: null }, state }
    const { entries } = await log.read(chatId, undefined)
    const entry = entries.findLast(({ event }) => isEvent(event, running.id, running.seq))
    // A checkpoint can be older than what is kept, and moves on. One that does not belongs to a dead process: what
    // follows it then shows a gap in the numbers, if anything follows.
    if (entry !== undefined || attempt === snapshotAttempts || closing.aborted) {
      return { position: { id: entry?.id ?? tail, reply: { id: running.id, seq: running.seq } }, state }
    }
    await pause(snapshotPauseMs(attempt), closing)
  }
}

function isEvent(event: LogEvent, replyId: string, seq: number): boolean {
  if (event.type === 'title' || event.replyId !== replyId) return false
  return event.type === 'start' ? seq === 0 : event.seq === seq
}
