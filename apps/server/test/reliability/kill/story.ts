import type { ChatEvent, ReplyStatus } from '@parley/api'
import type { ReplyState } from '@parley/ai'
import { foldReply } from '@parley/ai'
import type { Received } from '../support/sse.ts'

/** A message that a client sent, or tried to. */
export interface Send {
  userId: number
  chatId: string
  id: string
  replyId: string
  text: string
  /** What the model answers it: the emulator's scenario `tokens`. */
  script: { n: number, seed: number }
  /** The server's answer has arrived. */
  acknowledged: boolean
}

/** What a client was shown of a reply. */
export interface Shown {
  chatId: string
  text: string
  status: ReplyStatus
  /** For each event's number, how long the text was with it, and when it was shown (ms). */
  marks: Map<number, { length: number, at: number }>
}

/** All that the clients know, whatever becomes of the server. */
export interface Story {
  sends: Send[]
  shown: Map<string, Shown>
  /** By chat: where its reader goes on. */
  lastEventIds: Map<string, string>
  /** How many events were read. */
  events: number
  /** What must not have happened. */
  problems: string[]
}

export const newStory = (): Story => ({ sends: [], shown: new Map(), lastEventIds: new Map(), events: 0, problems: [] })

type Followed = ReplyState & { id: string }

/** Folds a chat's events as a page does, and writes down what is shown. One for each device. */
export function createReader(story: Story, chatId: string): (received: Received) => void {
  let reply: Followed | null = null

  function next(event: ChatEvent): Followed | null {
    switch (event.type) {
      case 'title': return reply
      case 'snapshot': return event.running
      case 'start': return event.reply
      default:
        if (reply?.id !== event.replyId || event.seq !== reply.seq + 1) {
          const had = reply === null ? 'nothing' : `${reply.id} ${reply.seq}`
          story.problems.push(`event ${event.seq} of ${event.replyId} came after ${had} in ${chatId}`)
        }
        return reply && foldReply(reply, event)
    }
  }

  return ({ id, event }) => {
    const before = reply
    reply = next(event)
    if (before && before.id !== reply?.id) leave(story, before)
    if (reply) show(story, chatId, reply)
    story.lastEventIds.set(chatId, id)
    story.events++
  }
}

/** A reader that missed the end of a reply is told so by the next snapshot; the list then has the end. */
function leave(story: Story, { id }: Followed): void {
  const shown = story.shown.get(id)
  if (shown?.status === 'running') shown.status = 'interrupted'
}

function show(story: Story, chatId: string, { id, parts, seq, status }: Followed): void {
  const text = parts.map((part) => (part.type === 'text' ? part.text : '')).join('')
  const shown = story.shown.get(id) ?? { chatId, text, status, marks: new Map() }
  story.shown.set(id, shown)
  if (!text.startsWith(shown.text) && !shown.text.startsWith(text)) {
    story.problems.push(`two texts were shown for ${id}: ${JSON.stringify([shown.text, text])}`)
  }
  const known = shown.marks.get(seq)
  if (known && known.length !== text.length) story.problems.push(`event ${seq} of ${id} gave two texts`)
  if (!known) shown.marks.set(seq, { length: text.length, at: performance.now() })
  if (text.length >= shown.text.length) Object.assign(shown, { text, status })
}
