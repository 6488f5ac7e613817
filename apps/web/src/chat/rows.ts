import type { MessageView } from '@parley/api'
import { viewsOf, type OutboxEntry } from './outbox/item.ts'

/** One line of the chat as it is shown. */
export interface Row {
  /** The message's id, chosen before it was sent: what is shown at once and what the server has are one row. */
  key: string
  message: MessageView
  /** What the server has not confirmed yet. */
  entry: OutboxEntry | undefined
  /** The day that begins with this row. */
  day: Date | undefined
  last: boolean
}

const dayOf = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime()

/**
 * The branch, and after it what waits to be sent. A message on its way has its reply's place below it already. A row
 * that says the same as in `before` is the same object, so that it need not be drawn again.
 */
export function rowsOfChat(
  branch: readonly MessageView[], entries: readonly OutboxEntry[], before: readonly Row[] = [],
): Row[] {
  const kept = new Map(before.map((row) => [row.key, row]))
  const known = new Set(branch.map(({ id }) => id))
  const pending = entries.filter(({ id }) => !known.has(id)).flatMap((entry) => {
    const { message, reply } = viewsOf(entry)
    return entry.phase === 'sending' ? [{ message, entry }, { message: reply, entry: undefined }] : [{ message, entry }]
  })
  const all = [...branch.map((message) => ({ message, entry: undefined })), ...pending]
  return all.map(({ message, entry }, index) => {
    const above = all[index - 1]?.message
    const begins = !above || dayOf(above.createdAt) !== dayOf(message.createdAt)
    const day = begins ? message.createdAt : undefined
    const row = { key: message.id, message, entry, day, last: index === all.length - 1 }
    const same = kept.get(row.key)
    return same && isSame(same, row) ? same : row
  })
}

const isSame = (a: Row, b: Row): boolean =>
  a.message === b.message && a.entry === b.entry && a.last === b.last && a.day?.getTime() === b.day?.getTime()

/** The text of a message as it is copied and edited. */
export const textOf = ({ parts }: MessageView): string =>
  parts.flatMap((part) => part.type === 'text' ? [part.text] : []).join('\n\n').trim()

/** The words over the first message of a day. */
export function dayName(day: Date, now: Date, words: { today: string, yesterday: string }, language: string): string {
  const days = Math.round((dayOf(now) - dayOf(day)) / 86_400_000)
  if (days === 0) return words.today
  if (days === 1) return words.yesterday
  const year = day.getFullYear() === now.getFullYear() ? {} : { year: 'numeric' } as const
  return new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', ...year }).format(day)
}
