import type { Database } from '@parley/db'
import { z } from 'zod'

export const searchCursor = z.uuid()

const AROUND = 60

/** Messages that contain the words, newest first, with what stands around the hit. */
export async function searchMessages(
  db: Database,
  { userId, text, cursor, limit }: { userId: bigint, text: string, cursor?: string | undefined, limit: number },
) {
  const rows = await db.message.findMany({
    where: { text: { contains: text }, chat: { userId, deletedAt: null } },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
    ...(cursor !== undefined && { cursor: { id: cursor }, skip: 1 }),
    select: { id: true, chatId: true, role: true, text: true, createdAt: true, chat: { select: { title: true } } },
  })
  const items = rows.slice(0, limit).map(({ chat, text: whole, ...row }) => ({
    ...row,
    chatTitle: chat.title,
    snippet: snippetOf(whole, text),
  }))
  return { items, nextCursor: rows.length > limit ? items.at(-1)?.id ?? null : null }
}

/** The words around the first hit, in three pieces, so that the page can mark the middle one. */
function snippetOf(whole: string, wanted: string) {
  const at = Math.max(0, whole.toLowerCase().indexOf(wanted.toLowerCase()))
  const [start, end] = [Math.max(0, at - AROUND), at + wanted.length]
  return {
    before: `${start > 0 ? '…' : ''}${whole.slice(start, at).toWellFormed()}`,
    hit: whole.slice(at, end),
    after: `${whole.slice(end, end + AROUND).toWellFormed()}${end + AROUND < whole.length ? '…' : ''}`,
  }
}
