import type { MessageView } from '@parley/ai'
import { listMessages, NotFoundError } from '@parley/ai'
import type { Database } from '@parley/db'
import { chatFileName } from './file.ts'
import { chatMarkdown } from './markdown.ts'

const PAGE = 200

/** A chat's active branch as a file: its name, its type and its text. */
export async function exportChat(
  db: Database,
  { userId, id, format }: { userId: bigint, id: string, format: 'markdown' | 'json' },
) {
  const chat = await db.chat.findFirst({
    where: { id, userId, deletedAt: null },
    select: { title: true, createdAt: true },
  })
  if (!chat) throw new NotFoundError()
  const messages = await readAll(db, { userId, chatId: id })
  const fileName = chatFileName(chat.title, format)
  return format === 'json'
    ? { fileName, mimeType: 'application/json', content: JSON.stringify({ ...chat, messages }, null, 2) }
    : { fileName, mimeType: 'text/markdown', content: chatMarkdown(chat.title, messages) }
}

async function readAll(db: Database, { userId, chatId }: { userId: bigint, chatId: string }): Promise<MessageView[]> {
  const newestFirst: MessageView[] = []
  let cursor: string | undefined
  do {
    const page = await listMessages(db, { userId, chatId, cursor, limit: PAGE })
    newestFirst.push(...page.items)
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  return newestFirst.reverse()
}
