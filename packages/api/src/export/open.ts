import { NotFoundError } from '@parley/ai'
import type { Context } from '../context.ts'
import { exportChat } from './chat.ts'
import { exportEverything } from './everything.ts'
import type { ExportFile } from './file.ts'
import { everythingFileName, toJson } from './file.ts'
import { readTicket } from './ticket.ts'

/**
 * The file that a ticket is for, as it is now. Undefined when the ticket is made up, changed or expired, and when what
 * it was for is gone: nobody is told which.
 */
export async function openExport(
  { db, exportKey, now }: Pick<Context, 'db' | 'exportKey' | 'now'>,
  ticket: string,
): Promise<ExportFile | undefined> {
  const valid = readTicket(exportKey, ticket, now())
  if (!valid) return undefined
  const { userId, what } = valid
  if (what === 'everything') {
    const data = await exportEverything(db, userId)
    return data.user === null
      ? undefined
      : { name: everythingFileName(now()), mimeType: 'application/json', content: toJson(data) }
  }
  try {
    const { fileName, mimeType, content } = await exportChat(db, { userId, id: what.chatId, format: what.format })
    return { name: fileName, mimeType, content }
  } catch (error) {
    if (error instanceof NotFoundError) return undefined
    throw error
  }
}
