import type { MessageView } from '../chat/message.ts'
import type { EventLog, LogEvent, Sent } from './event.ts'
import type { Position } from './position.ts'

/** The rows that a snapshot is made of. */
export interface ChatState {
  activeLeafId: string | null
  title: string | null
  /** The running reply as it was last checkpointed, with the number of the last event in it. */
  running: MessageView | null
}

/** About two seconds in all: a running reply is checkpointed several times in it. */
const attempts = 12
const pauseMs = (attempt: number): number => Math.min(200, 10 * 2 ** attempt)

/** The chat as it is, and where its log goes on from there. When `hurry` is aborted, as well as can be said at once. */
export async function takeSnapshot({ log, chatId, hurry, readState, pause }: {
  log: EventLog
  chatId: string
  hurry: AbortSignal
  readState: () => Promise<ChatState>
  pause: (ms: number, signal: AbortSignal) => Promise<void>
}): Promise<{ position: Position, sent: Sent }> {
  for (let attempt = 1; ; attempt++) {
    const tail = await log.tail(chatId)
    const state = await readState()
    const { running } = state
    if (running === null) return snapshot({ id: tail, replyId: null, seq: 0 }, state)
    const { entries } = await log.read(chatId, undefined)
    const entry = entries.findLast(({ event }) => isEvent(event, running.id, running.seq))
    // A checkpoint can be older than what is kept, and moves on. One that does not belongs to a dead process: what
    // follows it then shows a gap in the numbers, if anything follows.
    if (entry !== undefined || attempt === attempts || hurry.aborted) {
      return snapshot({ id: entry?.id ?? tail, replyId: running.id, seq: running.seq }, state)
    }
    await pause(pauseMs(attempt), hurry)
  }
}

function snapshot(position: Position, state: ChatState): { position: Position, sent: Sent } {
  return { position, sent: { id: position.id, event: { type: 'snapshot', ...state } } }
}

function isEvent(event: LogEvent, replyId: string, seq: number): boolean {
  if (event.type === 'title' || event.replyId !== replyId) return false
  return event.type === 'start' ? seq === 0 : event.seq === seq
}
