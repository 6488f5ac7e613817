import { readSiblings } from '@parley/db'
import type { Database, MessageRow } from '@parley/db'
import type { MessageView } from './message.ts'
import { toMessageView } from './view.ts'

/** Rows of one chat as the page shows them, each with the messages at its place in the tree; one query for all. */
export async function withSiblings(
  db: Database,
  chatId: string,
  rows: readonly MessageRow[],
): Promise<MessageView[]> {
  const siblings = await readSiblings(db, { chatId, messages: rows })
  return rows.map((row) => toMessageView(row, siblings.get(row.id) ?? [row.id]))
}

/** `withSiblings` for one row. */
export async function viewOf(db: Database, row: MessageRow): Promise<MessageView> {
  const [view] = await withSiblings(db, row.chatId, [row])
  return view ?? toMessageView(row, [row.id])
}
