import type { MessageView } from '../../chat/message.ts'
import type { LogEvent } from '../event.ts'

/** An event as the text that Redis keeps. */
export function encodeEvent(event: LogEvent): string {
  return JSON.stringify(event)
}

/** The event that `text` was made of. JSON knows no dates: a start has some, in the messages that it tells of. */
export function decodeEvent(text: string): LogEvent {
  const event = JSON.parse(text) as LogEvent
  if (event.type !== 'start') return event
  return { ...event, message: event.message && withDate(event.message), reply: withDate(event.reply) }
}

function withDate(message: MessageView): MessageView {
  return { ...message, createdAt: new Date(message.createdAt) }
}
