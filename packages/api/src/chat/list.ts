import { readChats } from '@parley/db'
import type { Database } from '@parley/db'
import { z } from 'zod'
import { toChatView } from './view.ts'

/**
 * Where a page ends: pinned chats come first, then the others, each newest first. The order's own fields are the
 * cursor, so that a chat that moves or goes between two pages skips and repeats no other.
 */
export const chatCursor = z.string().regex(/^[po]:\d{1,15}:[0-9a-f-]{36}$/)

interface Position { pinned: boolean, at: Date, id: string }

function parse(cursor: string): Position {
  const [group, at, id] = cursor.split(':')
  return { pinned: group === 'p', at: new Date(Number(at)), id: id ?? '' }
}

const format = ({ pinned, at, id }: Position) => `${pinned ? 'p' : 'o'}:${at.getTime()}:${id}`

/** A page of the user's chats. */
export async function listChats(
  db: Database,
  { userId, archived, cursor, limit }: {
    userId: bigint
    archived: boolean
    cursor?: string | undefined
    limit: number
  },
) {
  const after = cursor === undefined ? undefined : parse(cursor)
  const pinned = after && !after.pinned
    ? []
    : await readChats(db, { userId, archived, pinned: true, after, limit: limit + 1 })
  const others = pinned.length > limit
    ? []
    : await readChats(db, {
        userId, archived, pinned: false, after: after?.pinned ? undefined : after, limit: limit + 1 - pinned.length,
      })

  const rows = [...pinned, ...others]
  const last = rows.length > limit ? rows[limit - 1] : undefined
  return {
    items: rows.slice(0, limit).map(toChatView),
    nextCursor: last
      ? format({ pinned: last.pinnedAt !== null, at: last.pinnedAt ?? last.activeAt, id: last.id })
      : null,
  }
}
